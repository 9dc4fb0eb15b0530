/*! Pledgemark 0.1.0. Licences: /embed/0.1.0.licences.txt */
var or=Object.defineProperty;var b=(t,e,n)=>()=>{if(n)throw n[0];try{return t&&(e=t(t=0)),e}catch(r){throw n=[r],r}};var C=(t,e)=>{for(var n in e)or(t,n,{get:e[n],enumerable:!0})};var At,Tt,Et=b(()=>{"use strict";({trustedTypes:At}=globalThis),Tt={trustedTypes:At&&{createPolicy(t,e){try{return At.createPolicy("pledgemark",e)}catch{return null}}}}});function Ct(t,e){if(!et(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return _t!==void 0?_t.createHTML(e):e}function j(t,e,n=t,r){if(e===ie)return e;let o=r!==void 0?n._$Co?.[r]:n._$Cl,s=se(e)?void 0:e._$litDirective$;return o?.constructor!==s&&(o?._$AO?.(!1),s===void 0?o=void 0:(o=new s(t),o._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=o:n._$Cl=o),o!==void 0&&(e=j(t,o._$AS(t,e.values),o,r)),e}var Ze,Lt,we,_t,Bt,R,zt,sr,D,oe,se,et,ir,Ge,re,Ot,Mt,H,Rt,Pt,It,tt,u,ce,bo,ie,g,Nt,V,ar,ae,Ke,le,G,Xe,Ye,Qe,Je,lr,W,Ht=b(()=>{Et();Ze=Tt,Lt=t=>t,we=Ze.trustedTypes,_t=we?we.createPolicy("lit-html",{createHTML:t=>t}):void 0,Bt="$lit$",R=`lit$${Math.random().toFixed(9).slice(2)}$`,zt="?"+R,sr=`<${zt}>`,D=document,oe=()=>D.createComment(""),se=t=>t===null||typeof t!="object"&&typeof t!="function",et=Array.isArray,ir=t=>et(t)||typeof t?.[Symbol.iterator]=="function",Ge=`[ 	
\f\r]`,re=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ot=/-->/g,Mt=/>/g,H=RegExp(`>|${Ge}(?:([^\\s"'>=/]+)(${Ge}*=${Ge}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Rt=/'/g,Pt=/"/g,It=/^(?:script|style|textarea|title)$/i,tt=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),u=tt(1),ce=tt(2),bo=tt(3),ie=Symbol.for("lit-noChange"),g=Symbol.for("lit-nothing"),Nt=new WeakMap,V=D.createTreeWalker(D,129);ar=(t,e)=>{let n=t.length-1,r=[],o,s=e===2?"<svg>":e===3?"<math>":"",i=re;for(let d=0;d<n;d++){let c=t[d],p,a,l=-1,m=0;for(;m<c.length&&(i.lastIndex=m,a=i.exec(c),a!==null);)m=i.lastIndex,i===re?a[1]==="!--"?i=Ot:a[1]!==void 0?i=Mt:a[2]!==void 0?(It.test(a[2])&&(o=RegExp("</"+a[2],"g")),i=H):a[3]!==void 0&&(i=H):i===H?a[0]===">"?(i=o??re,l=-1):a[1]===void 0?l=-2:(l=i.lastIndex-a[2].length,p=a[1],i=a[3]===void 0?H:a[3]==='"'?Pt:Rt):i===Pt||i===Rt?i=H:i===Ot||i===Mt?i=re:(i=H,o=void 0);let f=i===H&&t[d+1].startsWith("/>")?" ":"";s+=i===re?c+sr:l>=0?(r.push(p),c.slice(0,l)+Bt+c.slice(l)+R+f):c+R+(l===-2?d:f)}return[Ct(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},ae=class t{constructor({strings:e,_$litType$:n},r){let o;this.parts=[];let s=0,i=0,d=e.length-1,c=this.parts,[p,a]=ar(e,n);if(this.el=t.createElement(p,r),V.currentNode=this.el.content,n===2||n===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(o=V.nextNode())!==null&&c.length<d;){if(o.nodeType===1){if(o.hasAttributes())for(let l of o.getAttributeNames())if(l.endsWith(Bt)){let m=a[i++],f=o.getAttribute(l).split(R),h=/([.?@])?(.*)/.exec(m);c.push({type:1,index:s,name:h[2],strings:f,ctor:h[1]==="."?Xe:h[1]==="?"?Ye:h[1]==="@"?Qe:G}),o.removeAttribute(l)}else l.startsWith(R)&&(c.push({type:6,index:s}),o.removeAttribute(l));if(It.test(o.tagName)){let l=o.textContent.split(R),m=l.length-1;if(m>0){o.textContent=we?we.emptyScript:"";for(let f=0;f<m;f++)o.append(l[f],oe()),V.nextNode(),c.push({type:2,index:++s});o.append(l[m],oe())}}}else if(o.nodeType===8)if(o.data===zt)c.push({type:2,index:s});else{let l=-1;for(;(l=o.data.indexOf(R,l+1))!==-1;)c.push({type:7,index:s}),l+=R.length-1}s++}}static createElement(e,n){let r=D.createElement("template");return r.innerHTML=e,r}};Ke=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,o=(e?.creationScope??D).importNode(n,!0);V.currentNode=o;let s=V.nextNode(),i=0,d=0,c=r[0];for(;c!==void 0;){if(i===c.index){let p;c.type===2?p=new le(s,s.nextSibling,this,e):c.type===1?p=new c.ctor(s,c.name,c.strings,this,e):c.type===6&&(p=new Je(s,this,e)),this._$AV.push(p),c=r[++d]}i!==c?.index&&(s=V.nextNode(),i++)}return V.currentNode=D,o}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},le=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,o){this.type=2,this._$AH=g,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=j(this,e,n),se(e)?e===g||e==null||e===""?(this._$AH!==g&&this._$AR(),this._$AH=g):e!==this._$AH&&e!==ie&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ir(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==g&&se(this._$AH)?this._$AA.nextSibling.data=e:this.T(D.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,o=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=ae.createElement(Ct(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===o)this._$AH.p(n);else{let s=new Ke(o,this),i=s.u(this.options);s.p(n),this.T(i),this._$AH=s}}_$AC(e){let n=Nt.get(e.strings);return n===void 0&&Nt.set(e.strings,n=new ae(e)),n}k(e){et(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,o=0;for(let s of e)o===n.length?n.push(r=new t(this.O(oe()),this.O(oe()),this,this.options)):r=n[o],r._$AI(s),o++;o<n.length&&(this._$AR(r&&r._$AB.nextSibling,o),n.length=o)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=Lt(e).nextSibling;Lt(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},G=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,o,s){this.type=1,this._$AH=g,this._$AN=void 0,this.element=e,this.name=n,this._$AM=o,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=g}_$AI(e,n=this,r,o){let s=this.strings,i=!1;if(s===void 0)e=j(this,e,n,0),i=!se(e)||e!==this._$AH&&e!==ie,i&&(this._$AH=e);else{let d=e,c,p;for(e=s[0],c=0;c<s.length-1;c++)p=j(this,d[r+c],n,c),p===ie&&(p=this._$AH[c]),i||=!se(p)||p!==this._$AH[c],p===g?e=g:e!==g&&(e+=(p??"")+s[c+1]),this._$AH[c]=p}i&&!o&&this.j(e)}j(e){e===g?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Xe=class extends G{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===g?void 0:e}},Ye=class extends G{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==g)}},Qe=class extends G{constructor(e,n,r,o,s){super(e,n,r,o,s),this.type=5}_$AI(e,n=this){if((e=j(this,e,n,0)??g)===ie)return;let r=this._$AH,o=e===g&&r!==g||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==g&&(r===g||o);o&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Je=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){j(this,e)}},lr=Ze.litHtmlPolyfillSupport;lr?.(ae,le),(Ze.litHtmlVersions??=[]).push("3.3.3");W=(t,e,n)=>{let r=n?.renderBefore??e,o=r._$litPart$;if(o===void 0){let s=n?.renderBefore??null;r._$litPart$=o=new le(e.insertBefore(oe(),s),s,void 0,n??{})}return o._$AI(t),o}});var A=b(()=>{Ht()});var O,ye,pe=b(()=>{"use strict";O=class extends Error{},ye=class extends Event{constructor(e){super("pledge-error",{bubbles:!0,composed:!0}),this.reason=e instanceof O?e.message:"malformed"}}});function ve(t){K.delete(t)}function Wt(t,e){K.set(t,e),setTimeout(ve,pr,t)}function fr(){let[t]=performance.getEntriesByType("navigation");return t?.type==="reload"?"no-cache":"default"}function qt(t){return new Promise((e,n)=>{nt.set(t,e),jt(t).then(Ft).then(e,n).finally(()=>nt.delete(t))})}function Ut(){for(let[t,e]of nt)try{let n=new XMLHttpRequest;n.open("GET",rt+t,!1),n.send(),n.status===200&&e(Ft(n.responseText))}catch{}}function Ft(t){return JSON.parse(t,(e,n)=>typeof n=="string"&&n.length>Vt?`${n.slice(0,Vt)}…`:n)}async function jt(t,e=!1){let n,r=!0;try{let o=await fetch(rt+t,{cache:fr(),credentials:"omit",referrerPolicy:"no-referrer",signal:AbortSignal.timeout(cr)}),{ok:s,status:i}=o;if(s)return await o.text();n=i===404?"unknown":"refused",r=i===429||i>=500}catch(o){n=o instanceof TypeError?"offline":"late"}if(e||!r)throw new O(n);return await new Promise(o=>setTimeout(o,dr*(1+Math.random()))),jt(t,!0)}function $e(t){let e=[],n=()=>{if(!e[0])return;let r=qt(`badges?ids=${e}`);for(let o of e)Wt(o,r.then(({badges:s})=>s[o]??Dt("unknown")));e=[]};for(let r of[...new Set(t)].sort())K.has(r)||!gr.test(r)||((e.length===ur||`${rt}badges?ids=${e},${r}`.length>mr)&&n(),e.push(r));return n(),async r=>K.get(r)??Dt("malformed")}function Dt(t){throw new O(t)}function Gt(t){return K.has(t)||Wt(t,qt(t)),K.get(t)}var rt,cr,dr,pr,ur,mr,Vt,gr,K,nt,X=b(()=>{"use strict";pe();rt=`${new URL("../api/v1",import.meta.url)}/`,cr=8e3,dr=4e3,pr=6e4,ur=100,mr=8e3,Vt=5e3,gr=/^[a-z0-9-]+\/[a-z0-9-]+$/,K=new Map;nt=new Map});var ke,ot=b(()=>{"use strict";ke={en:"Verdict by {by}, {on}",cy:"Dyfarnwyd gan: {by}, {on}",fr:"Verdict rendu par {by}, {on}",de:"Bewertet von: {by}, {on}",es:"Veredicto de {by}, {on}",ar:"جهة التقييم: {by}، {on}"}});function Yt(t){if(!t)return"";let e=t.closest("[lang]");return e?e.lang:Yt(t.getRootNode().host)}function q(t){try{let e=Yt(t)||navigator.language;return Intl.getCanonicalLocales(e.replaceAll("_","-"))[0]??"en"}catch{return"en"}}function Qt(t){Kt??=new MutationObserver(()=>{for(let e of st)e.requestUpdate()}),st.add(t);for(let e=t;e;){let n=e.getRootNode();Kt.observe(n,{subtree:!0,attributeFilter:["lang"]}),e=n.host}}function Jt(t){st.delete(t)}function Q(t){return it(t)}function ue(t){return it(t)in ke?t:"en"}function J(t,e,n){let o=[e,it(e),n,...Object.keys(t)].find(i=>hr.test(t[i]??"")),s=o&&t[o];if(!s)throw new Error("no label");return{text:s,lang:o}}function at(t,e="UTC"){let n=t+e,r=Xt.get(n);if(!r){let o=t!==Zt&&Intl.DateTimeFormat.supportedLocalesOf(t)[0],s=t==="en"?"en-GB":[t,"en-GB"],i=o?"long":"short";try{r=new Intl.DateTimeFormat(s,{dateStyle:i,timeZone:e,calendar:"gregory"})}catch{r=at(t)}Xt.set(n,r)}return r}function Se(t,e){return at(Zt,e).format(new Date(t))}function Ae(t,e,n){if(e===null)return"";let r=at(t,e[10]?n:"UTC").format(new Date(e));return t.startsWith("fr")?r.replace(/^1 /,"1er "):r}var it,st,Kt,hr,Xt,Zt,N=b(()=>{"use strict";ot();it=t=>t.split("-")[0]??"";st=new Set;hr=/(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;Xt=new Map;Zt="sv"});function wr(t,e){let[,n,r]=br.exec(t)??[];if(!(!n||new Date(n).toJSON()?.slice(0,10)!==n))return r?o=>Date.parse(o)<=Date.parse(t):o=>Se(o,e)<=n}function en(t,e,n,r){let o=wr(t,r),s=e.map(({publishedAt:d})=>d&&o?.(d)).lastIndexOf(!0),i=e[s];return i&&i.id!==n&&e[s+1]?.publishedAt!==null?i:void 0}var br,tn=b(()=>{"use strict";N();br=/^(\d{4}-\d\d-\d\d)(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/});var lt,nn,rn,ct,on=b(()=>{"use strict";lt="M8 1a7 7 0 1 0 .1 0z",nn="c2.2-2.9 4.6-2.5 7-.9s4.2 1.6 7-1.6v3.5c-2.2 2.9-4.6 2.5-7 .9s-4.2-1.6-7 1.6z",rn=`${lt}m0 2a5 5 0 1 0 .1 0z`,ct={unrated:"M6.2 1.2a7 7 0 0 0-5 5l2 .5a5 5 0 0 1 3.5-3.5zM9.8 1.2a7 7 0 0 1 5 5l-2 .5a5 5 0 0 0-3.5-3.5zM6.2 14.8a7 7 0 0 1-5-5l2-.5a5 5 0 0 0 3.5 3.5zM9.8 14.8a7 7 0 0 0 5-5l-2-.5a5 5 0 0 1-3.5 3.5z","not-started":rn,"in-progress":`${lt}m0 2a5 5 0 0 1 0 10z`,stalled:"M2.5 2h4v12h-4zM9.5 2h4v12h-4z",partial:"M8 8V1a7 7 0 1 0 7 7z",kept:`${lt}M4 8l1.5-1.5 2 2 3.5-4 1.5 1.5-5 5.5z`,broken:"M6.5 2.2a6.7 6.7 0 0 0 .3 13.2L5.3 11l2.3-2.5L5 5zM9.5.6a6.7 6.7 0 0 1 .3 13.2L8.6 10l2.3-2.5L8.2 4z",unclear:`M1 4.5${nn}M1 10.5${nn}`,retracted:`${rn}M5.2 3.8l7 7-1.4 1.4-7-7z`,changed:"M14 9a6 6 0 1 1-2-5.5L14 2v5H9l1.5-1.5A4 4 0 1 0 12 9z",review:"M2 1h12L9 8l5 7H2l5-7z",none:"M8 5a3 3 0 1 0 .1 0z"}});function B(t){return t&&Object.hasOwn(ct,t)?t:"none"}function _(t,e="icon"){return u`<svg part=${e} viewBox="0 0 16 16" aria-hidden="true"><path d=${ct[t]} /></svg>`}var Z=b(()=>{"use strict";A();on()});function Te(t,e){return t.replace(/{(\w+)}/g,(n,r)=>e[r]??"")}var dt=b(()=>{"use strict"});function Ee(t,e,n,r){let{title:o,url:s,by:i,timezone:d,verdict:c,changes:p,underReview:a,movedTo:l}=t;if(!/^https?:/.test(s))throw new Error(s);let m=ue(e),f=t.status==="retracted",h=f||l?void 0:en(n,p,c.id,d),v=r&&h?.label?h:c,w=J(v.label??{},e,t.language),$=Ae(m,v.publishedAt,d),k=Te(ke[Q(m)],{by:i.name,on:$}).replace(/[,،] $/,""),y=`${w.text}: ${o}. ${k}.`,S=f?"retracted":B(v.outcome),L=!!(h||l&&n),T=L||!!l||!!a||p.at(-1)?.kind==="correction";return{href:s,look:S,label:w,name:y,lang:m,by:k,asOf:n,quoted:h,changed:L,hasNotes:T}}var pt=b(()=>{"use strict";tn();Z();N();ot();dt()});function _e({say:t,day:e,language:n},r,{quoted:o,asOf:s}){let{timezone:i,verdict:d,changes:c,underReview:p,closedAt:a,movedTo:l}=r,m=$=>J($,n,r.language).text,f=$=>e($,i),h=m(d.label),v=f(d.publishedAt),w=[];if(o?.label){let $=t("verdictThen",{was:m(o.label),on:f(s)});w.push({icon:"changed",sentence:`${t("verdictNow",{now:h})}${v&&` (${v})`}. ${$}`})}else(o||c.at(-1)?.kind==="correction")&&w.push({icon:"changed",sentence:t("corrected",{on:v,now:h})});return l&&w.push({icon:"changed",sentence:t("merged")}),p&&w.push({icon:"review",sentence:t("underReviewSince",{on:f(p.since)})}),a&&w.push({icon:"none",sentence:`${t("termOver")} (${f(a)})`}),w}var gt=b(()=>{"use strict";N()});function cn(t,e,n){let r=()=>xr(t,e);r();for(let s of["scroll","resize"])addEventListener(s,r,{capture:!0,passive:!0,signal:n});let o=new ResizeObserver(r);o.observe(document.documentElement),n.addEventListener("abort",()=>o.disconnect())}function xr(t,e){let{style:n}=t;n.translate=n.maxHeight="";let r=t.getBoundingClientRect().width/t.offsetWidth,{clientWidth:o}=document.documentElement;n.maxWidth=`${o/r}px`;let{left:s,top:i,width:d,height:c}=t.getBoundingClientRect(),p=e.getBoundingClientRect(),a=innerHeight-p.bottom,l=a>=Math.min(c,p.top),m=l?a:p.top,f=getComputedStyle(e).direction==="rtl"?p.right-d:p.left,h=Math.max(0,Math.min(f,o-d)),v=l?p.bottom:p.top-Math.min(c,m);n.maxHeight=`${m/r}px`,n.translate=`${(h-s)/r}px ${(v-i)/r}px`}var $r,ln,dn=b(()=>{"use strict";$r=String.raw,ln=$r`
  .hover { position: absolute; inset: 0 auto auto 0; z-index: 9999; width: 25em }
`});function pn(t,e){let n=Object.entries(e).flatMap(([r,o])=>o?[`${r}=${encodeURIComponent(o)}`]:[]);return n[0]?`${t}?${n.join("&")}`:t}var un=b(()=>{"use strict"});function ft({coverage:t}){return!t?.note&&(t?.total??0)<=(t?.known??0)}function Oe({say:t,label:e,day:n,desks:r,locale:o,direction:s,colon:i},d,c,p,{labels:a,query:l}={labels:[],query:{}}){let{name:m,url:f,language:h,timezone:v,by:w,notice:$,closedAt:k,updatedAt:y,coverage:S,category:L,facet:T}=d;if(!/^https?:/.test(f))throw new Error(f);let E=[S&&!ft(d)&&(S.note?r(S.note,h):t("partOf",{known:S.known,whole:S.total??0})),...p,k&&`${t("termOver")}.`,y&&t("updated",{on:n(y,v)})],M=L??T?.value,tr=[...M?[M.label]:[],...a].map(F=>e(F,h)),nr={category:L?.id,facet:T&&`${T.id}:${T.value.id}`,...l};return u`<article class="card" part="card" lang=${o} dir=${s} aria-labelledby="title">
    <p class="title" part="title" id="title"><a href=${f}>${r(m,h)}${tr.map((F,rr)=>u`${rr?" · ":i}${F}`)}</a></p>
    <p class="by">${t("verdictsBy",{by:w.name})}</p>
    ${$?u`<p class="notice">${r($,h)}</p>`:g}
    ${c}
    <div class="notes" part="notes">
      ${E.map(F=>F?u`<p>${F}</p>`:g)}
      <p><a class="all" part="all" href=${pn(f,nr)}>${t("all")}</a></p>
    </div>
  </article>`}var kr,ee,Me=b(()=>{"use strict";A();un();kr=String.raw,ee=kr`
  .card {
    color: var(--pm-i, currentcolor);
    background: var(--pledge-background, var(--pm-p, #0000));
    border-radius: var(--pledge-radius, 0);
    border-block: 3px double currentcolor;
    padding-block: .7em .6em;
    font-size: .9375em;
    line-height: 1.4;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-align: start;
    text-shadow: none;
    -webkit-text-fill-color: currentcolor;
    -webkit-text-stroke: 0;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host([theme=light]) .card, :host([theme=dark]) .card { padding-inline: .9em }
  p, ul { margin: 0; padding: 0 }
  ul { list-style: none }
  a { color: inherit; text-decoration: none }
  a:hover { text-decoration: underline }
  a:focus-visible { outline: 2px solid; outline-offset: 2px }
  .title { font-size: 1.2em; font-weight: 700; line-height: 1.25 }
  .by, .notes, .notice { font-size: .875em }
  .notice { font-style: italic; margin-block-start: .3em }
  .notice:dir(rtl) { font-style: normal }
  .all { text-decoration: underline }
  .notes { margin-block-start: .5em; padding-block-start: .5em; border-block-start: 1px solid }
  .notes p + p { margin-block-start: .2em }
  li { border-block-start: 1px solid color-mix(in oklab, currentcolor 18%, transparent) }
  @media print {
    .title a::after { content: attr(href); display: block; font-size: .7em; font-weight: 400 }
    .card, li { break-inside: avoid }
  }
`});function Pe({look:t,label:e},n){return u`<p class="ruling outcome ${t}" part="verdict" aria-hidden=${n??g}>${_(t)}<bdi lang=${e.lang}>${e.text}</bdi></p>`}function Ne({by:{name:t,url:e}},{by:n},r){let[o,...s]=n.split(t),i=(c="")=>u`<span aria-hidden=${r??g}>${c}</span>`,d=/^https?:/.test(e)?u`<a href=${e}><bdi>${t}</bdi></a>`:t;return u`<p class="by">${i(o)}${d}${i(s.join(t))}</p>`}function Be({say:t,day:e},{checkedAt:n,timezone:r,verdict:o}){return n&&n>(o.publishedAt??"")?u`<span>${t("checked",{on:e(n,r)})}</span>`:g}function ze(t,e,n,r){let{desks:o}=t;return u`<p class="summary" part="summary">${o(e.verdict.summary,e.language)}</p>
    ${_e(t,e,n).map(({icon:s,sentence:i})=>u`<p class="note" part="note">${_(s)}<span><span aria-hidden=${r??g}>${i}.</span>${s==="review"?u` ${o(e.underReview?.note??"",e.language)}`:g}</span></p>`)}`}var Sr,Re,ht=b(()=>{"use strict";A();gt();Z();Me();Sr=String.raw,Re=Sr`
  ${ee}
  .card svg { position: static; margin: 0; width: .95em; height: .95em; flex: none }
  .ruling { display: flex; align-items: center; gap: .35em; font-size: 1.1em; font-weight: 700; line-height: 1.2 }
  .ruling svg { margin-block-end: .1em }
  .title { margin-block: .3em .15em }
  .by a, .foot a, figcaption a { text-decoration: underline }
  .summary { margin-block-start: .5em }
  .note { display: flex; gap: .5em; margin-block-start: .5em; font-size: .875em }
  .note svg { margin-block-start: .28em }
  .foot { display: flex; flex-wrap: wrap; gap: .1em 1em; margin-block-start: .6em; padding-block-start: .4em; border-block-start: 1px solid color-mix(in oklab, currentcolor 18%, transparent); font-size: .875em }
`});function mn(t,e){clearTimeout(wt),wt=setTimeout(e,t)}function gn(t){return t.shadowRoot?.querySelector(".frame")}function vt(t){return gn(t)?.matches(":hover")||!!t.shadowRoot?.activeElement?.matches(":focus-visible")}function fn(t){return z?.host===t&&!!z.popover.getClientRects()[0]}function U(){if(clearTimeout(wt),!z)return;let{host:t,popover:e,end:n}=z;z=void 0,n.abort(),e.contains(t.shadowRoot?.activeElement??null)&&_r(t)?.focus({preventScroll:!0}),e.remove()}function _r(t){return t.shadowRoot?.querySelector(".badge a")}function Or(t,{badge:e,view:n}){let{say:r,desks:o,locale:s,direction:i}=t;return u`<div class="card" part="card" lang=${s} dir=${i}>
    ${Pe(n,"true")}
    <p class="title" aria-hidden="true">${o(e.title,e.language)}</p>
    ${Ne(e,n,"true")}
    ${ze(t,e,n,"true")}
    <p class="foot">${Be(t,e)}<a href=${n.href}>${r("evidence")}</a></p>
  </div>`}function hn(t){let{l10n:e,told:n}=Ie.get(t)??{},r=n?.(),o=t.shadowRoot?.querySelector(".badge");if(!e||!r||!o||!t.isConnected)return!1;if(fn(t))return!0;U();let s=document.createElement("div");s.className="hover",s.popover="manual";let i=new AbortController,{signal:d}=i;try{W(Or(e,r),s),o.after(s),s.showPopover?.(),cn(s,o,d)}catch{return s.remove(),!1}z={host:t,popover:s,end:i},document.addEventListener("keydown",l=>{l.key==="Escape"&&(l.preventDefault(),l.stopPropagation(),U())},{capture:!0,signal:d}),document.addEventListener("pointerdown",l=>l.composedPath().includes(s.parentNode)||U(),{capture:!0,signal:d}),addEventListener("pagehide",U,{signal:d});let c=new MutationObserver(U);c.observe(t,{attributes:!0});let p=!1,a=new IntersectionObserver(l=>{for(let{isIntersecting:m}of l)p&&!m&&U(),p=m});return a.observe(o),d.addEventListener("abort",()=>{c.disconnect(),a.disconnect()}),!0}function bt(t){mn(Tr,()=>vt(t)?hn(t):yt())}function yt(){mn(Er,()=>z&&!vt(z.host)&&U())}function Mr(t,e){let{ctrlKey:n,metaKey:r,shiftKey:o,altKey:s,button:i,defaultPrevented:d}=e;!(e instanceof PointerEvent&&e.pointerType?e.pointerType==="touch":Ce)||n||r||o||s||i||d||!e.detail||!fn(t)&&hn(t)&&e.preventDefault()}function Rr(t,e,n,r){let o=gn(t);o&&(Ie.has(t)||t.addEventListener("pledge-load",()=>Ce||vt(t)&&bt(t)),Ie.get(t)?.frame!==o&&(o.addEventListener("pointerenter",s=>s.pointerType==="touch"||bt(t)),o.addEventListener("pointerleave",s=>s.pointerType==="touch"||yt()),o.addEventListener("focusout",yt),o.addEventListener("click",s=>Mr(t,s))),Ie.set(t,{l10n:n,told:r,frame:o}),e instanceof PointerEvent&&(Ce=e.pointerType==="touch"),!(e instanceof PointerEvent&&Ce)&&bt(t))}var Ar,Tr,Er,Lr,Ie,z,wt,Ce,bn,wn=b(()=>{"use strict";A();dn();ht();Ar=String.raw,Tr=200,Er=300,Lr=Ar`
  ${Re}
  ${ln}
  .hover {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    margin: 0;
    border: 0;
    padding: 7px 8px;
    overflow: visible;
    background: none;
    color: inherit;
    font-size: clamp(15px, .9em, max(17px, 1rem));
    font-weight: 400;
    font-style: normal;
    cursor: auto;
  }
  .hover .title { font-size: 1.05em }
  .hover .card {
    overflow: auto;
    border: 1px solid color-mix(in oklab, currentcolor 18%, transparent);
    border-block-start: 3px double currentcolor;
    padding-inline: .9em;
    color: oklch(from var(--pm-i, currentcolor) clamp(.22, (l - .6) * 1000, .93) min(c, .02) h);
    background: oklch(from currentcolor clamp(.21, (.6 - l) * 1000, 1) 0 h);
    box-shadow: 0 2px 12px #0003;
  }
  @media print { .hover { display: none } }
`,Ie=new WeakMap,Ce=!1;bn={styles:Lr,reach:Rr}});var Pr,Nr,$t,yn,vn=b(()=>{"use strict";A();pt();ht();Pr=String.raw,Nr=Pr`
  ${Re}
  figure { margin: .6em 0 0; padding-inline-start: .8em; border-inline-start: 3px solid color-mix(in oklab, currentcolor 18%, transparent) }
  blockquote { margin: 0; font-style: italic }
  blockquote:dir(rtl) { font-style: normal }
  figcaption, ul { font-size: .875em }
  ul { margin-block-start: .6em }
  li, .foot span { display: flex; flex-wrap: wrap; gap: .1em 1em; padding-block: .2em }
`,$t=20,yn={styles:Nr,render(t,e,n){let{language:r,say:o,day:s,desks:i,label:d,locale:c,direction:p}=t,{title:a,language:l,timezone:m,promise:f,manifesto:h,changes:v,evidence:w,responses:$}=e,k=Ee(e,r,n.asOf??"",n.pinned),y=(E,{length:M})=>M?u`<span>${o(E,{number:M})}</span>`:g,S=i(h.title,l),L=v.filter(E=>E.label&&E.publishedAt),{length:T}=L;return u`<article class="card" part="card" lang=${c} dir=${p} aria-labelledby="title">
      ${Pe(k)}
      <p class="title" part="title" id="title"><a href=${k.href}>${i(a,l)}</a></p>
      ${Ne(e,k)}
      <figure part="quote">
        <blockquote>${i(f.quote,l)}</blockquote>
        <figcaption>${/^https?:/.test(h.url??"")?u`<a href=${h.url}>${S}</a>`:S}${f.page?o("page",{page:`${f.page}`}):g}</figcaption>
      </figure>
      ${ze(t,e,k)}
      ${L[1]?u`<ul part="history" role="list">${L.slice(-$t).map(E=>u`<li><time datetime=${E.publishedAt}>${s(E.publishedAt,m)}</time> ${d(E.label??{},l)}</li>`)}${T>$t?u`<li><a href=${k.href}>${o("shown",{shown:$t,whole:T})}</a></li>`:g}</ul>`:g}
      <p class="foot" part="notes">
        ${y("sources",w)} ${y("responses",$)}
        ${Be(t,e)}
        <span><a href=${k.href}>${o("evidence")}</a> <a href="${k.href}#suggest">${o("suggest")}</a></span>
      </p>
    </article>`}}});var Br,zr,Ir,$n,xn=b(()=>{"use strict";A();pe();Me();Br=String.raw,zr=20,Ir=Br`
  ${ee}
  ul { margin-block-start: .5em }
  li { padding-block: .45em }
  .pledge { display: block; font-weight: 600; line-height: 1.3 }
  .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1em .8em; margin-block-start: .15em; font-size: .875em }
  .none { margin-block: .6em }
`,$n={styles:Ir,render(t,e,{verdict:n,outcome:r,limit:o}){let{say:s,day:i}=t,{tally:d,url:c}=e,p=y=>t.label(y,e.language),a=!n&&!r,l=d.verdicts.filter(y=>(!n||y.id===n||y.formerIds?.includes(n))&&(!r||y.outcome===r));if(!l[0]&&!a)throw new O("unknown");let m=new Map(l.map(y=>[y.id,y])),f=l.reduce((y,S)=>y+S.count,0),h=e.pledges.filter(y=>m.has(y.verdict)).slice(0,o),v=h.map(({slug:y,title:S,verdict:L,publishedAt:T,underReview:E})=>{let M=m.get(L);return u`<li part="row">
        <a class="pledge" part="link" href="${c}/${y}">${t.desks(S,e.language)}</a>
        <span class="meta">
          <pledge-badge live="off" outcome=${M?.outcome} exportparts="badge, icon">${p(M?.label??{})}</pledge-badge>
          ${T?u`<time datetime=${T}>${i(T,e.timezone)}</time>`:g}
          ${E?u`<span>${s("underReview")}</span>`:g}
        </span>
      </li>`}),w=a?[]:l.slice(0,zr).map(({label:y})=>y),$=v[0]?u`<ul part="list" role="list">${v}</ul>`:u`<p class="none">${s("none")}</p>`,k=[f>0&&s("shown",{shown:h.length,whole:f}),a&&d.umbrella>0&&s("umbrella",{count:d.umbrella}),a&&d.retracted>0&&s("retracted",{count:d.retracted})];return Oe(t,e,$,k,{labels:w,query:{verdict:n,outcome:r}})}}});function Vr({total:t,verdicts:e},n){let r=e.filter(({count:d})=>d>0),o=n&&r.length>1?r.length:r.length-1,s=100-(r.length+o)*xt,i=0;return r.map(({outcome:d,counted:c,count:p})=>{let a={outcome:d,counted:c,start:i,size:xt+p/t*s};return i+=a.size+xt,a})}function fe(t,e){let n=e*Math.PI/50;return[t*Math.sin(n),-t*Math.cos(n)]}function Dr({start:t,size:e}){let n=t+Math.min(e,99.99),r=e>50?1:0;return`M${fe(me,t)}A${me} ${me} 0 ${r} 1 ${fe(me,n)}L${fe(ge,n)}A${ge} ${ge} 0 ${r} 0 ${fe(ge,t)}z`}function Sn(t,e){let n=Vr(t,e).map(r=>{let{outcome:o,counted:s,start:i,size:d}=r,c=s?"":"hollow",[p,a]=fe((me+ge)/2,i+d/2),l=e?{x:p-He/2,y:a-He/2,width:He,height:He}:{x:`${i}%`,y:"16%",width:`${d}%`,height:"68%"};return ce`<g class="outcome ${o}">
      ${e?ce`<path class=${c} d=${Dr(r)} />`:ce`<rect class=${c} x="${i}%" width="${d}%" height="100%" />`}
      ${d<Hr?g:ce`<g class="mark"><svg x=${l.x} y=${l.y} width=${l.width} height=${l.height}>${_(B(o),"")}</svg></g>`}
    </g>`});return e?u`<svg class="donut" part="donut" viewBox="-50 -50 100 100" aria-hidden="true">${n}</svg>`:u`<svg class="bar" part="bar" aria-hidden="true">${n}</svg>`}var Cr,kn,xt,Hr,me,ge,He,An=b(()=>{"use strict";A();Z();Cr=String.raw,kn=Cr`
  .bar, .donut { display: block; overflow: visible }
  .bar { width: 100%; height: 1.6em; margin-block-end: .5em }
  .donut { width: 10.5em; height: 10.5em }
  .hollow { fill: none; stroke: currentcolor; vector-effect: non-scaling-stroke }
  .mark { color: oklch(from currentcolor clamp(0, (.6 - l) * 1000, 1) 0 0) }
  .hollow + .mark { color: currentcolor }
  .bar:dir(rtl) { transform: scaleX(-1) }
  .bar:dir(rtl) .mark { transform: scaleX(-1); transform-box: fill-box; transform-origin: center }
  @media (forced-colors: active) {
    .bar .outcome, .donut .outcome { color: CanvasText }
    .mark { color: Canvas }
  }
`,xt=.6,Hr=7,me=50,ge=33,He=11});function Ur(t,e,{percent:n}){return t>0&&t/e<.005?`<${n(.01)}`:t<e&&t/e>=.995?`>${n(.99)}`:n(t/e)}var Wr,qr,kt,Tn,En=b(()=>{"use strict";A();Z();An();Me();Wr=String.raw,qr=Wr`
  ${ee}${kn}
  .figure { font-weight: 700; margin-block: .6em .5em }
  .beside { display: flex; flex-wrap: wrap; align-items: center; gap: .8em 1.6em; margin-block-start: .8em }
  .ring { display: grid; place-items: center; margin-inline: auto }
  .ring > * { grid-area: 1 / 1 }
  .ring .figure { max-width: 5.5em; margin: 0; line-height: 1.2; text-align: center }
  .beside ul { flex: 1 1 13em }
  ul { columns: 16em; column-gap: 2em }
  li { display: flex; align-items: baseline; gap: .5em; padding-block: .28em; break-inside: avoid }
  li .outcome { display: flex; align-self: start; margin-block-start: .22em }
  [part=icon] { width: .95em; height: .95em }
  .label { flex: 1 }
  .count, .share { font-variant-numeric: tabular-nums lining-nums; text-align: end }
  .count { font-weight: 700; min-width: 1.5em }
  .none { font-weight: 400 }
  .share { min-width: 3em }
`,kt=30;Tn={styles:qr,render(t,e,{view:n}){let{say:r,number:o}=t,{tally:s}=e,i=s.verdicts.slice(0,kt),d=f=>t.label(f,e.language),c=s.counted>0&&ft(e),p=n==="donut",a=u`<p class="figure" part="figure">${r("assessed",{assessed:s.assessed,total:s.total})}</p>`,l=s.total>0?Sn({...s,verdicts:i},p):g,m=u`<div class=${p?"beside":""}>
      ${p?u`<div class="ring">${l}${a}</div>`:[a,l]}
      <ul part="list" role="list">${i.map(({label:f,outcome:h,counted:v,count:w})=>u`<li>
          <span class="outcome ${h}">${_(B(h))}</span>
          <span class="label">${d(f)}</span>
          <span class="count ${w?"":"none"}">${o(w)}</span>
          ${c?u`<span class="share">${v?Ur(w,s.counted,t):g}</span>`:g}
        </li>`)}</ul>
    </div>`;return Oe(t,e,m,[s.verdicts.length>kt&&r("shown",{shown:kt,whole:s.verdicts.length}),c&&s.counted<s.total&&r("percentagesOf",{counted:s.counted}),s.umbrella>0&&r("umbrella",{count:s.umbrella}),s.retracted>0&&r("retracted",{count:s.retracted})])}}});var Ln,_n=b(()=>{"use strict";Ln={verdictsBy:"Verdicts by {by}",assessed:"{assessed} of {total} assessed",percentagesOf:"Percentages are of the {counted} with a clear verdict.",partOf:"{known} of {whole} promises are in this tracker.",umbrella:"Umbrella pledges, not counted: {count}.",retracted:"Pledges whose verdict was withdrawn, not counted: {count}.",updated:"Updated {on}",termOver:"This term has ended",underReview:"Under review",shown:"Shown: {shown} of {whole}.",all:"All pledges",none:"No pledges yet.",checked:"Last checked {on}",evidence:"Evidence and history",page:", page {page}",suggest:"Suggest a correction",sources:"Sources: {number}",responses:"Responses: {number}",verdictNow:"Verdict now: {now}",verdictThen:"When this article was published, on {on}: {was}",corrected:"Verdict corrected on {on}: {now}",underReviewSince:"Verdict under review since {on}",merged:"The pledge quoted here is now part of this one"}});var On={};C(On,{words:()=>Fr});var Fr,Mn=b(()=>{"use strict";Fr={months:"Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",verdictsBy:"Dyfarniadau gan: {by}",assessed:"Aseswyd {assessed} o {total}",percentagesOf:"Canrannau o’r {counted} sydd â dyfarniad clir.",partOf:"Mae {known} o {whole} addewid yn y traciwr hwn.",umbrella:"Addewidion ymbarél, heb eu cyfrif: {count}.",retracted:"Addewidion y tynnwyd eu dyfarniad yn ôl, heb eu cyfrif: {count}.",updated:"Diweddarwyd {on}",termOver:"Mae’r tymor hwn wedi dod i ben",underReview:"Dan adolygiad",shown:"Dangosir: {shown} o {whole}.",all:"Pob addewid",none:"Dim addewidion eto.",checked:"Gwiriwyd ddiwethaf {on}",evidence:"Tystiolaeth a hanes",page:", tudalen {page}",suggest:"Awgrymu cywiriad",sources:"Ffynonellau: {number}",responses:"Ymatebion: {number}",verdictNow:"Dyfarniad presennol: {now}",verdictThen:"Pan gyhoeddwyd yr erthygl hon, ar {on}: {was}",corrected:"Cywirwyd y dyfarniad ar {on}: {now}",underReviewSince:"Dyfarniad dan adolygiad ers {on}",merged:"Unwyd yr addewid a ddyfynnwyd â’r addewid hon"}});var Rn={};C(Rn,{words:()=>jr});var jr,Pn=b(()=>{"use strict";jr={colon:" : ",verdictsBy:"Verdicts rendus par {by}",assessed:"{assessed} évaluées sur {total}",percentagesOf:"Pourcentages calculés sur les {counted} promesses au verdict net.",partOf:"{known} promesses sur {whole} figurent dans ce suivi.",umbrella:"Promesses-cadres, non comptabilisées : {count}.",retracted:"Promesses dont le verdict a été retiré, non comptabilisées : {count}.",updated:"Mis à jour le {on}",termOver:"Ce mandat est terminé",underReview:"Verdict en réexamen",shown:"Affichées : {shown} sur {whole}.",all:"Toutes les promesses",none:"Aucune promesse pour l’instant.",checked:"Dernière vérification le {on}",evidence:"Sources et historique",page:", page {page}",suggest:"Proposer une correction",sources:"Sources : {number}",responses:"Réponses : {number}",verdictNow:"Verdict actuel : {now}",verdictThen:"Au moment de la publication de cet article, le {on} : {was}",corrected:"Verdict corrigé le {on} : {now}",underReviewSince:"Verdict en réexamen depuis le {on}",merged:"La promesse citée fait désormais partie de celle-ci"}});var Nn={};C(Nn,{words:()=>Gr});var Gr,Bn=b(()=>{"use strict";Gr={verdictsBy:"Bewertet von: {by}",assessed:"{assessed} von {total} bewertet",percentagesOf:"Prozentwerte beziehen sich auf die {counted} mit klarer Bewertung.",partOf:"{known} von {whole} Versprechen sind hier erfasst.",umbrella:"Nicht mitgezählt, da übergeordnet: {count}.",retracted:"Nicht mitgezählt, da die Bewertung zurückgezogen wurde: {count}.",updated:"Stand: {on}",termOver:"Diese Amtszeit ist beendet",underReview:"In Überprüfung",shown:"Angezeigt: {shown} von {whole}.",all:"Alle Versprechen",none:"Noch keine Versprechen.",checked:"Zuletzt geprüft am {on}",evidence:"Belege und Verlauf",page:", Seite {page}",suggest:"Korrektur vorschlagen",sources:"Quellen: {number}",responses:"Stellungnahmen: {number}",verdictNow:"Bewertung jetzt: {now}",verdictThen:"Bei Erscheinen dieses Artikels am {on}: {was}",corrected:"Bewertung korrigiert am {on}: {now}",underReviewSince:"Bewertung in Überprüfung seit dem {on}",merged:"Das zitierte Versprechen ist in diesem aufgegangen"}});var zn={};C(zn,{words:()=>Kr});var Kr,In=b(()=>{"use strict";Kr={verdictsBy:"Veredictos de {by}",assessed:"{assessed} de {total} evaluadas",percentagesOf:"Los porcentajes son de las {counted} con un veredicto claro.",partOf:"{known} de {whole} promesas están en este seguimiento.",umbrella:"Promesas marco, no contabilizadas: {count}.",retracted:"Promesas con veredicto retirado, no contabilizadas: {count}.",updated:"Actualizado el {on}",termOver:"Este mandato ha terminado",underReview:"En revisión",shown:"Se muestran: {shown} de {whole}.",all:"Todas las promesas",none:"Aún no hay promesas.",checked:"Última comprobación: {on}",evidence:"Pruebas e historial",page:", página {page}",suggest:"Proponer una corrección",sources:"Fuentes: {number}",responses:"Respuestas: {number}",verdictNow:"Veredicto actual: {now}",verdictThen:"Al publicarse este artículo, el {on}: {was}",corrected:"Veredicto corregido el {on}: {now}",underReviewSince:"Veredicto en revisión desde el {on}",merged:"La promesa citada forma ya parte de esta"}});var Cn={};C(Cn,{words:()=>Xr});var Xr,Hn=b(()=>{"use strict";Xr={direction:"rtl",verdictsBy:"جهة التقييم: {by}",assessed:"تم تقييم {assessed} من {total}",percentagesOf:"النسب المئوية من {counted} ذات حكم واضح.",partOf:"{known} من {whole} من الوعود موجودة هنا.",umbrella:"وعود جامعة غير محتسبة: {count}.",retracted:"وعود سُحب تقييمها، غير محتسبة: {count}.",updated:"آخر تحديث: {on}",termOver:"انتهت هذه الولاية",underReview:"التقييم قيد المراجعة",shown:"المعروض: {shown} من {whole}.",all:"كل الوعود",none:"لا وعود بعد.",checked:"آخر تدقيق: {on}",evidence:"الأدلة والسجل",page:"، الصفحة {page}",suggest:"اقترح تصحيحًا",sources:"المصادر: {number}",responses:"الردود: {number}",verdictNow:"التقييم الحالي: {now}",verdictThen:"عند نشر هذا المقال في {on}: {was}",corrected:"صُحِّح التقييم في {on}: {now}",underReviewSince:"التقييم قيد المراجعة منذ {on}",merged:"أصبح الوعد المقتبس جزءًا من هذا الوعد"}});async function Dn(t){let e=Q(ue(t));return Vn[e]??=(await Yr[e]()).words,Qr(Vn[e],t)}function Qr(t,e){let n=ue(e),{direction:r="ltr",colon:o=": ",months:s}=t,i=n==="en"?"en-GB":[n,"en-GB"],{format:d}=new Intl.NumberFormat(i),c=a=>r==="rtl"?`⁨${a}⁩`:a,p=(a,l)=>u`<bdi lang=${Q(l)===Q(n)?g:l}>${a}</bdi>`;return{language:e,locale:n,direction:r,colon:o,say(...[a,l={}]){let m=Object.entries(l).map(([f,h])=>[f,typeof h=="number"?d(h):c(h)]);return Te(t[a],Object.fromEntries(m))},day(a,l){if(a===null||!s||Intl.DateTimeFormat.supportedLocalesOf(n)[0])return Ae(n,a,l);let[m,f,h]=Se(a,l).split("-").map(Number);return`${h} ${s.split(" ")[(f??0)-1]} ${m}`},number:d,percent:new Intl.NumberFormat(i,{style:"percent"}).format,desks:p,label(a,l){let{text:m,lang:f}=J(a,e,l);return p(m,f)}}}var Yr,Vn,Wn=b(()=>{"use strict";A();N();_n();dt();Yr={en:async()=>({words:Ln}),cy:()=>Promise.resolve().then(()=>(Mn(),On)),fr:()=>Promise.resolve().then(()=>(Pn(),Rn)),de:()=>Promise.resolve().then(()=>(Bn(),Nn)),es:()=>Promise.resolve().then(()=>(In(),zn)),ar:()=>Promise.resolve().then(()=>(Hn(),Cn))},Vn={}});var qn={};C(qn,{card:()=>yn,hover:()=>bn,list:()=>$n,loadLocalizer:()=>Dn,notesOf:()=>_e,summary:()=>Tn});var Un=b(()=>{"use strict";gt();wn();vn();xn();En();Wn()});var Zn={};C(Zn,{badgeLinks:()=>uo});function po(t){let e=[...document.querySelectorAll("script")],n=e.filter(({src:o})=>o===t),r=(n[0]?n:e).find(({dataset:o})=>(o.links??"false")!=="false");return r&&new URL(r.dataset.links||t,t).origin}function uo(t){let e=po(t);if(!e)return;function n(a){return a.origin===e&&ao.exec(a.pathname)?.[1]||""}function r(){return[...document.querySelectorAll("a")].filter(a=>n(a)&&!ne.has(a)&&Qn(a,n(a)))}async function o(){let a=r();for(let w of a)ne.set(w,{pledge:n(w)});let l=a.map(n),m=$e(l),f=await Promise.allSettled(l.map(w=>m(w)));a.filter((w,$)=>f[$]?.status==="fulfilled"&&ne.get(w)?.pledge===n(w)).filter(w=>Qn(w,n(w))).map(s)[0]?.load()}function s(a){let l=n(a),m=document.createElement("pledge-badge");return m.pledge=l,Yn(a,m),a.after(" ",m),ne.set(a,{pledge:l,badge:m}),m}let i=new IntersectionObserver(a=>{a.some(({isIntersecting:l})=>l)&&(i.disconnect(),o())},{root:document,rootMargin:lo});function d(){for(let[a,{pledge:l,badge:m}]of ne)m&&Yn(a,m),(!a.isConnected||n(a)!==l)&&(m?.remove(),ne.delete(a));for(let a of r())i.observe(a)}let c=!1;new MutationObserver(()=>{c||(c=!0,setTimeout(()=>{c=!1,d()},co))}).observe(document,{childList:!0,subtree:!0,attributeFilter:["href",...Jn.map(a=>`data-${a}`)]}),d()}function Yn(t,e){for(let n of Jn){let r=t.getAttribute(`data-${n}`);r!==e.getAttribute(n)&&(r===null?e.removeAttribute(n):e.setAttribute(n,r))}}function Qn(t,e){let n=t.nextElementSibling;return t.isConnected&&!t.isContentEditable&&!(n?.localName==="pledge-badge"&&n.getAttribute("pledge")===e)&&!t.closest("pledge-badge, pledge-card, pledge-summary, pledge-list")}var ao,lo,co,Jn,ne,er=b(()=>{"use strict";X();ao=/^\/([a-z0-9-]+\/[a-z0-9-]+)\/?$/,lo="600px",co=200,Jn=["as-of","pinned"],ne=new Map});A();function de(t,e){customElements.get(t)||customElements.define(t,e)}A();X();var x=t=>t,Y=t=>!/^false$/i.test(t??"false"),xe=t=>t==="off"?t:null;function P(t,e){for(let[n,r]of Object.entries(e)){let o=n.replace(/-./g,i=>i.slice(1).toUpperCase()),s=n.replace("-","");Object.defineProperty(t.prototype,o,{get(){return r(this.getAttribute(n)??this.getAttribute(s))},set(i){let d=r===Y;this.removeAttribute(s),i==null||d&&!(i&&Y(`${i}`))?this.removeAttribute(n):this.setAttribute(n,d?"":`${i}`)}})}return["lang","asof",...Object.keys(e)]}pt();var an="a,a svg,a svg *,b,bdi,em,font,i,span,strong",yr=",blockquote,p",vr=/^\p{L}\S*$/u;var ut=({textContent:t})=>t.trim();function mt(t){return ut(t).length<=200&&!t.querySelector(`:not(${an})`)}function sn({nextElementSibling:t,nextSibling:e}){return!!t||!!e?.nodeValue?.trim()}function Le(t,e,n){if(t.querySelector(`:not(${an}${n?"":yr})`))return!1;let r=ut(t);if(!r)return!t.firstElementChild;if(n?.includes(r))return!0;let[o,s]=t.querySelectorAll("a"),i=o&&!s&&ut(o)===r;return i&&e&&o.pathname.replace(/\/$/,"").endsWith(`/${e}`)?!0:mt(t)?i?!t.childNodes[1]||sn(t):r.length<=80&&(sn(t)||!n&&vr.test(t.textContent)):!1}Z();N();pe();var Jr;async function he(t){try{let e=Jr??=await Promise.resolve().then(()=>(Un(),qn));return{views:e,l10n:await e.loadLocalizer(t)}}catch{throw new O("offline")}}X();var Zr="600px",be=new Set,Ve;function jn(t){Ve||(addEventListener("beforeprint",()=>{Fn(),Ut()}),matchMedia("print").addEventListener("change",Fn)),Ve??=new IntersectionObserver(e=>{let n=new Set(e.filter(({isIntersecting:r})=>r).map(({target:r})=>r));for(let r of be)n.has(r)&&r.load()},{root:document,rootMargin:Zr}),be.add(t),Ve.observe(t)}function Fn(){for(let t of be)t.load()}function De(t){be.delete(t),Ve?.unobserve(t)}function Gn(t){return[...be].filter(e=>e instanceof t)}A();X();N();pe();var eo=String.raw,Kn=new Map;function Xn(t){let e=Kn.get(t);return e||(e=new CSSStyleSheet,e.replaceSync(t),Kn.set(t,e)),e}var We=eo`
  .outcome { --pm-h: .02 260 }
  .kept { --pm-h: .09 180 }
  .broken { --pm-h: .14 42 }
  .partial { --pm-h: .1 85 }
  .in-progress { --pm-h: .13 285 }
  .stalled { --pm-h: .06 62 }
  .unclear { --pm-h: .07 330 }
  svg { fill: currentcolor; fill-rule: evenodd }
  @supports (color: oklch(from currentcolor l c h)) {
    :host([theme=light]) { --pm-i: #1a1a1a; --pm-p: #fff }
    @media screen { :host([theme=dark]) { --pm-i: #eee; --pm-p: #181818 } }
    .outcome {
      color: var(--pledge-color, oklch(from var(--pm-i, currentcolor) clamp(.4, (l - .6) * 1000, .85) var(--pm-h)));
    }
  }
`;var te=class extends HTMLElement{static styles;#e=this.attachShadow({mode:"open"});#n=this.attachInternals();#r="";#t;#a;#o=!1;constructor(){super(),this.addStyles(new.target.styles);for(let[n,r]of Object.entries(this))n in new.target.prototype&&(Reflect.deleteProperty(this,n),Reflect.set(this,n,r));new MutationObserver(()=>this.requestUpdate()).observe(this,{childList:!0,characterData:!0,subtree:!0})}connectedCallback(){this.#s(),this.#i(),Qt(this)}disconnectedCallback(){De(this),Jt(this)}attributeChangedCallback(){this.requestUpdate()}requestUpdate(){this.#o||(this.#o=!0,queueMicrotask(()=>{this.#o&&this.isConnected&&this.#s(),this.#o=!1}))}#s(){this.#o=!1;let e=this.#r!==this.source();e&&(this.#r=this.source(),this.#t=void 0);let n=this.#e.activeElement??this.querySelector(":focus-visible");try{W(this.render(this.#t),this.#e)}catch(r){ve(this.#r),this.#r="",this.#t=void 0,W(this.render(void 0),this.#e),this.#l(r)}e&&this.#i(),n&&!n.getClientRects()[0]&&(this.contains(n)?this.#e:this).querySelector("a")?.focus({preventScroll:!0})}#i(){this.#t===void 0&&this.#r?jn(this):De(this)}async show(e){De(this),this.#a=e;let n=this.source(),r=()=>e!==this.#a||!this.isConnected||n!==this.source();try{let o=await e;for(;this.#t===void 0&&this.isHeld();)await new Promise(s=>this.addEventListener("focusout",()=>setTimeout(s),{once:!0}));if(r())return;this.#t=o,this.#s(),this.#i(),this.#t!==void 0&&this.dispatchEvent(new Event("pledge-load",{bubbles:!0,composed:!0}))}catch(o){ve(n),r()||this.#l(o)}}#l(e){let n=new ye(e);this.dispatchEvent(n)}isHeld(){let{activeElement:e}=this.getRootNode();return e instanceof Node&&this.contains(e)&&this.isFallback()}addStyles(e){this.#e.adoptedStyleSheets=[...new Set([...this.#e.adoptedStyleSheets,Xn(e)])]}setState(e,n){try{this.#n.states[n?"add":"delete"](e)}catch{}}};var to=String.raw,no=to`
  ${We}
  .frame {
    white-space: nowrap;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-shadow: none;
    -webkit-text-fill-color: currentcolor;
    -webkit-text-stroke: 0;
  }
  .frame::before, .frame::after { content: "\200c" / "" }
  .badge {
    display: inline-block;
    position: relative;
    box-sizing: border-box;
    max-width: calc(100% - .6em);
    margin-block: -.2em;
    margin-inline-end: max(0px, .6em - 100%);
    padding-block: .06em;
    padding-inline: 1.5em .45em;
    line-height: 1.25;
    border-radius: var(--pledge-radius, .25em);
    background: var(--pledge-background, color-mix(in oklab, currentcolor 10%, var(--pm-p, #0000)));
    outline: 1px solid #0000;
    unicode-bidi: isolate;
  }
  .review { outline: 1px dashed; outline-offset: -1px }
  .badge svg {
    position: relative;
    inset-block-start: .625em;
    inset-inline-start: -.2em;
    box-sizing: border-box;
    width: .9em;
    height: .9em;
    margin-block: -.45em;
    margin-inline-start: -.9em;
    vertical-align: top;
  }
  .marked [part=icon] { padding-block-start: .25em; padding-inline-end: .25em }
  .badge svg + svg {
    inset-block-start: .305em;
    inset-inline-start: -.06em;
    width: .54em;
    height: .54em;
    margin-block: -.27em;
    margin-inline-start: -.54em;
  }
  .label { display: inline-block; white-space: normal; overflow-wrap: anywhere }
  .badge a, .label ::slotted(a) {
    color: inherit !important;
    text-decoration: none !important;
    letter-spacing: inherit !important;
    word-spacing: inherit !important;
    text-transform: inherit !important;
  }
  .badge a::after { content: ""; position: absolute; inset: 0; border-radius: inherit }
  .badge a:hover { text-decoration: underline !important }
`,qe=class t extends te{static styles=no;static observedAttributes=P(this,{pledge:x,outcome:B,"as-of":x,pinned:Y,live:xe});#e;#n;constructor(){super();for(let e of["pointerenter","focusin"])this.addEventListener(e,n=>this.#r(n))}async#r(e){let n=this.source()&&await this.#t();if(!n)return;let{hover:r}=n.views;this.addStyles(r.styles),r.reach(this,e,n.l10n,()=>this.#e)}async#t(){let e=await he(q(this)).catch(()=>{});return e&&e.l10n.language!==this.#n?.l10n.language&&(this.#n=e,this.requestUpdate()),e}source(){return this.live!=="off"&&this.pledge||""}isHeld(){return super.isHeld()&&!this.querySelector(":focus-visible")}load(){let e=Gn(t),n=$e(e.map(r=>r.source()));for(let r of e)r.show(n(r.source()))}isFallback(e=this.#e?.badge){let n=e?[e.verdict,...e.changes].flatMap(({label:r})=>Object.values(r??{})):[];return Le(this,this.pledge,n)}render(e){let n=q(this),r=e&&Ee(e,n,this.asOf??"",this.pinned);if(this.#e=r&&{badge:e,view:r},r&&e&&this.#n?.l10n.language===n)for(let{sentence:a}of this.#n.views.notesOf(this.#n.l10n,e,r))r.name+=` ${a}.`;else r?.hasNotes&&this.#t();let o=e?.underReview&&r?.look!=="retracted",s=r?.changed?_("changed","changed"):o&&_("review","review"),i=r?.look??this.outcome,d=`${s?"marked":""} ${o?"review":""}`,c=a=>p&&a.test(this.textContent)?" ":g;this.setState("loaded",r),this.setState("changed",r?.changed);let p=r?this.isFallback(e):mt(this);return!r&&!p?u`<slot></slot>`:u`${c(/^\s/)}<span class="frame"><span part="badge" class="badge outcome ${i} ${d}">${_(i)}${s||g}<span class="label">${r?u`<a part="link" href=${r.href} lang=${r.lang} aria-label=${r.name}><span lang=${r.label.lang}>${r.label.text}</span></a>`:u`<slot></slot>`}</span></span></span>${c(/\s$/)}${p?g:u`<slot></slot>`}`}};A();X();N();var I=class extends te{static styles=`${We}:host{display:block}`;connectedCallback(){super.connectedCallback(),this.source()&&(self.requestIdleCallback??setTimeout)(()=>he(q(this)).catch(()=>{}))}load(){this.show(this.#e(q(this)))}isFallback(){return Le(this,this.getAttribute("pledge")??this.getAttribute("tracker"))}async#e(e){let[n,{views:r,l10n:o}]=await Promise.all([Gt(this.source()),he(e)]),{styles:s,render:i}=this.viewOf(r);return this.addStyles(s),{language:e,view:()=>i(o,n,this)}}render(e){let n=e?.view();return this.setState("loaded",e),e&&e.language!==q(this)&&this.load(),u`${n}${n&&this.isFallback()?g:u`<slot></slot>`}`}};var Ue=class extends I{static observedAttributes=P(this,{pledge:x,"as-of":x,pinned:Y,live:xe});source(){return this.live!=="off"&&this.pledge?`pledges/${this.pledge}`:""}viewOf({card:e}){return e}};var ro=t=>t==="donut"?t:"bar";function St({tracker:t,category:e,facet:n}){let r=(e?`?category=${e}`:"")+(n?`?facet=${n}`:"");return t?`summaries/${t}${r}`:""}var Fe=class extends I{static observedAttributes=P(this,{tracker:x,category:x,facet:x,view:ro});source(){return St(this)}viewOf({summary:e}){return e}};var oo=10,so=20;function io(t){let e=Number.parseInt(t??"",10);return e>0?Math.min(e,so):oo}var je=class extends I{static observedAttributes=P(this,{tracker:x,category:x,facet:x,verdict:x,outcome:x,limit:io});source(){return St(this)}viewOf({list:e}){return e}};function mo(){try{return new CSSStyleSheet().replaceSync(""),W(u`<p id=${""}></p>`,document.createElement("p")),[AbortSignal.timeout,HTMLElement.prototype.attachInternals,IntersectionObserver].every(Boolean)}catch{return!1}}mo()&&(de("pledge-badge",qe),de("pledge-card",Ue),de("pledge-summary",Fe),de("pledge-list",je),document.querySelector("[data-links]:not([data-links=false i])")&&Promise.resolve().then(()=>(er(),Zn)).then(({badgeLinks:t})=>t(import.meta.url)).catch(()=>{}));
