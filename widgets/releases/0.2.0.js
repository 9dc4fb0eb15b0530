/*! Pledgemark 0.2.0. Licences: /embed/0.2.0.licences.txt */
var on=Object.defineProperty;var b=(t,e,r)=>()=>{if(r)throw r[0];try{return t&&(e=t(t=0)),e}catch(n){throw r=[n],n}};var C=(t,e)=>{for(var r in e)on(t,r,{get:e[r],enumerable:!0})};var Tt,Et,Lt=b(()=>{"use strict";({trustedTypes:Tt}=globalThis),Et={trustedTypes:Tt&&{createPolicy(t,e){try{return Tt.createPolicy("pledgemark",e)}catch{return null}}}}});function Ht(t,e){if(!tt(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ot!==void 0?Ot.createHTML(e):e}function j(t,e,r=t,n){if(e===ae)return e;let o=n!==void 0?r._$Co?.[n]:r._$Cl,s=ie(e)?void 0:e._$litDirective$;return o?.constructor!==s&&(o?._$AO?.(!1),s===void 0?o=void 0:(o=new s(t),o._$AT(t,r,n)),n!==void 0?(r._$Co??=[])[n]=o:r._$Cl=o),o!==void 0&&(e=j(t,o._$AS(t,e.values),o,n)),e}var et,_t,we,Ot,zt,M,It,sn,D,se,ie,tt,an,Ke,oe,Rt,Mt,H,Pt,Nt,Ct,rt,u,de,wo,ae,g,Bt,V,ln,le,Ye,ce,G,Xe,Qe,Je,Ze,cn,W,Vt=b(()=>{Lt();et=Et,_t=t=>t,we=et.trustedTypes,Ot=we?we.createPolicy("lit-html",{createHTML:t=>t}):void 0,zt="$lit$",M=`lit$${Math.random().toFixed(9).slice(2)}$`,It="?"+M,sn=`<${It}>`,D=document,se=()=>D.createComment(""),ie=t=>t===null||typeof t!="object"&&typeof t!="function",tt=Array.isArray,an=t=>tt(t)||typeof t?.[Symbol.iterator]=="function",Ke=`[ 	
\f\r]`,oe=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Rt=/-->/g,Mt=/>/g,H=RegExp(`>|${Ke}(?:([^\\s"'>=/]+)(${Ke}*=${Ke}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Pt=/'/g,Nt=/"/g,Ct=/^(?:script|style|textarea|title)$/i,rt=t=>(e,...r)=>({_$litType$:t,strings:e,values:r}),u=rt(1),de=rt(2),wo=rt(3),ae=Symbol.for("lit-noChange"),g=Symbol.for("lit-nothing"),Bt=new WeakMap,V=D.createTreeWalker(D,129);ln=(t,e)=>{let r=t.length-1,n=[],o,s=e===2?"<svg>":e===3?"<math>":"",i=oe;for(let d=0;d<r;d++){let c=t[d],p,a,l=-1,m=0;for(;m<c.length&&(i.lastIndex=m,a=i.exec(c),a!==null);)m=i.lastIndex,i===oe?a[1]==="!--"?i=Rt:a[1]!==void 0?i=Mt:a[2]!==void 0?(Ct.test(a[2])&&(o=RegExp("</"+a[2],"g")),i=H):a[3]!==void 0&&(i=H):i===H?a[0]===">"?(i=o??oe,l=-1):a[1]===void 0?l=-2:(l=i.lastIndex-a[2].length,p=a[1],i=a[3]===void 0?H:a[3]==='"'?Nt:Pt):i===Nt||i===Pt?i=H:i===Rt||i===Mt?i=oe:(i=H,o=void 0);let f=i===H&&t[d+1].startsWith("/>")?" ":"";s+=i===oe?c+sn:l>=0?(n.push(p),c.slice(0,l)+zt+c.slice(l)+M+f):c+M+(l===-2?d:f)}return[Ht(t,s+(t[r]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]},le=class t{constructor({strings:e,_$litType$:r},n){let o;this.parts=[];let s=0,i=0,d=e.length-1,c=this.parts,[p,a]=ln(e,r);if(this.el=t.createElement(p,n),V.currentNode=this.el.content,r===2||r===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(o=V.nextNode())!==null&&c.length<d;){if(o.nodeType===1){if(o.hasAttributes())for(let l of o.getAttributeNames())if(l.endsWith(zt)){let m=a[i++],f=o.getAttribute(l).split(M),h=/([.?@])?(.*)/.exec(m);c.push({type:1,index:s,name:h[2],strings:f,ctor:h[1]==="."?Xe:h[1]==="?"?Qe:h[1]==="@"?Je:G}),o.removeAttribute(l)}else l.startsWith(M)&&(c.push({type:6,index:s}),o.removeAttribute(l));if(Ct.test(o.tagName)){let l=o.textContent.split(M),m=l.length-1;if(m>0){o.textContent=we?we.emptyScript:"";for(let f=0;f<m;f++)o.append(l[f],se()),V.nextNode(),c.push({type:2,index:++s});o.append(l[m],se())}}}else if(o.nodeType===8)if(o.data===It)c.push({type:2,index:s});else{let l=-1;for(;(l=o.data.indexOf(M,l+1))!==-1;)c.push({type:7,index:s}),l+=M.length-1}s++}}static createElement(e,r){let n=D.createElement("template");return n.innerHTML=e,n}};Ye=class{constructor(e,r){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=r}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:r},parts:n}=this._$AD,o=(e?.creationScope??D).importNode(r,!0);V.currentNode=o;let s=V.nextNode(),i=0,d=0,c=n[0];for(;c!==void 0;){if(i===c.index){let p;c.type===2?p=new ce(s,s.nextSibling,this,e):c.type===1?p=new c.ctor(s,c.name,c.strings,this,e):c.type===6&&(p=new Ze(s,this,e)),this._$AV.push(p),c=n[++d]}i!==c?.index&&(s=V.nextNode(),i++)}return V.currentNode=D,o}p(e){let r=0;for(let n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,r),r+=n.strings.length-2):n._$AI(e[r])),r++}},ce=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,r,n,o){this.type=2,this._$AH=g,this._$AN=void 0,this._$AA=e,this._$AB=r,this._$AM=n,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,r=this._$AM;return r!==void 0&&e?.nodeType===11&&(e=r.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,r=this){e=j(this,e,r),ie(e)?e===g||e==null||e===""?(this._$AH!==g&&this._$AR(),this._$AH=g):e!==this._$AH&&e!==ae&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):an(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==g&&ie(this._$AH)?this._$AA.nextSibling.data=e:this.T(D.createTextNode(e)),this._$AH=e}$(e){let{values:r,_$litType$:n}=e,o=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=le.createElement(Ht(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===o)this._$AH.p(r);else{let s=new Ye(o,this),i=s.u(this.options);s.p(r),this.T(i),this._$AH=s}}_$AC(e){let r=Bt.get(e.strings);return r===void 0&&Bt.set(e.strings,r=new le(e)),r}k(e){tt(this._$AH)||(this._$AH=[],this._$AR());let r=this._$AH,n,o=0;for(let s of e)o===r.length?r.push(n=new t(this.O(se()),this.O(se()),this,this.options)):n=r[o],n._$AI(s),o++;o<r.length&&(this._$AR(n&&n._$AB.nextSibling,o),r.length=o)}_$AR(e=this._$AA.nextSibling,r){for(this._$AP?.(!1,!0,r);e!==this._$AB;){let n=_t(e).nextSibling;_t(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},G=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,r,n,o,s){this.type=1,this._$AH=g,this._$AN=void 0,this.element=e,this.name=r,this._$AM=o,this.options=s,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=g}_$AI(e,r=this,n,o){let s=this.strings,i=!1;if(s===void 0)e=j(this,e,r,0),i=!ie(e)||e!==this._$AH&&e!==ae,i&&(this._$AH=e);else{let d=e,c,p;for(e=s[0],c=0;c<s.length-1;c++)p=j(this,d[n+c],r,c),p===ae&&(p=this._$AH[c]),i||=!ie(p)||p!==this._$AH[c],p===g?e=g:e!==g&&(e+=(p??"")+s[c+1]),this._$AH[c]=p}i&&!o&&this.j(e)}j(e){e===g?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Xe=class extends G{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===g?void 0:e}},Qe=class extends G{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==g)}},Je=class extends G{constructor(e,r,n,o,s){super(e,r,n,o,s),this.type=5}_$AI(e,r=this){if((e=j(this,e,r,0)??g)===ae)return;let n=this._$AH,o=e===g&&n!==g||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,s=e!==g&&(n===g||o);o&&this.element.removeEventListener(this.name,this,n),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ze=class{constructor(e,r,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=r,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){j(this,e)}},cn=et.litHtmlPolyfillSupport;cn?.(le,ce),(et.litHtmlVersions??=[]).push("3.3.3");W=(t,e,r)=>{let n=r?.renderBefore??e,o=n._$litPart$;if(o===void 0){let s=r?.renderBefore??null;n._$litPart$=o=new ce(e.insertBefore(se(),s),s,void 0,r??{})}return o._$AI(t),o}});var A=b(()=>{Vt()});var O,ye,ue=b(()=>{"use strict";O=class extends Error{},ye=class extends Event{constructor(e){super("pledge-error",{bubbles:!0,composed:!0}),this.reason=e instanceof O?e.message:"malformed"}}});function ve(t){K.delete(t)}function qt(t,e){K.set(t,e),setTimeout(ve,un,t)}function hn(){let[t]=performance.getEntriesByType("navigation");return t?.type==="reload"?"no-cache":"default"}function Ut(t){return new Promise((e,r)=>{nt.set(t,e),Gt(t).then(jt).then(e,r).finally(()=>nt.delete(t))})}function Ft(){for(let[t,e]of nt)try{let r=new XMLHttpRequest;r.open("GET",ot+t,!1),r.send(),r.status===200&&e(jt(r.responseText))}catch{}}function jt(t){return JSON.parse(t,(e,r)=>typeof r=="string"&&r.length>Dt?`${r.slice(0,Dt)}…`:r)}async function Gt(t,e=!1){let r,n=!0;try{let o=await fetch(ot+t,{cache:hn(),credentials:"omit",referrerPolicy:"no-referrer",signal:AbortSignal.timeout(dn)}),{ok:s,status:i}=o;if(s)return await o.text();r=i===404?"unknown":"refused",n=i===429||i>=500}catch(o){r=o instanceof TypeError?"offline":"late"}if(e||!n)throw new O(r);return await new Promise(o=>setTimeout(o,pn*(1+Math.random()))),Gt(t,!0)}function $e(t){let e=[],r=()=>{if(!e[0])return;let n=Ut(`badges?ids=${e}`);for(let o of e)qt(o,n.then(({badges:s})=>s[o]??Wt("unknown")));e=[]};for(let n of[...new Set(t)].sort())K.has(n)||!fn.test(n)||((e.length===mn||`${ot}badges?ids=${e},${n}`.length>gn)&&r(),e.push(n));return r(),async n=>K.get(n)??Wt("malformed")}function Wt(t){throw new O(t)}function Kt(t){return K.has(t)||qt(t,Ut(t)),K.get(t)}var ot,dn,pn,un,mn,gn,Dt,fn,K,nt,Y=b(()=>{"use strict";ue();ot=`${new URL("../api/v1",import.meta.url)}/`,dn=8e3,pn=4e3,un=6e4,mn=100,gn=8e3,Dt=5e3,fn=/^[a-z0-9-]+\/[a-z0-9-]+$/,K=new Map;nt=new Map});var Q,ke=b(()=>{"use strict";Q={en:"Verdict by {by}, {on}",cy:"Dyfarnwyd gan: {by}, {on}",fr:"Verdict rendu par {by}, {on}",de:"Bewertet von: {by}, {on}",es:"Veredicto de {by}, {on}",ar:"جهة التقييم: {by}، {on}"}});function Qt(t){if(!t)return"";let e=t.closest("[lang]");return e?e.lang:Qt(t.getRootNode().host)}function q(t){try{let e=Qt(t)||navigator.language;return Intl.getCanonicalLocales(e.replaceAll("_","-"))[0]??"en"}catch{return"en"}}function Jt(t){Yt??=new MutationObserver(()=>{for(let e of st)e.requestUpdate()}),st.add(t);for(let e=t;e;){let r=e.getRootNode();Yt.observe(r,{subtree:!0,attributeFilter:["lang"]}),e=r.host}}function Zt(t){st.delete(t)}function J(t){return it(t)}function Se(t){return it(t)in Q?t:"en"}function Z(t,e,r){let o=[e,it(e),r,...Object.keys(t)].find(i=>bn.test(t[i]??"")),s=o&&t[o];if(!s)throw new Error("no label");return{text:s,lang:o}}function at(t,e="UTC"){let r=t+e,n=Xt.get(r);if(!n){let o=t!==er&&Intl.DateTimeFormat.supportedLocalesOf(t)[0],s=t==="en"?"en-GB":[t,"en-GB"],i=o?"long":"short";try{n=new Intl.DateTimeFormat(s,{dateStyle:i,timeZone:e,calendar:"gregory"})}catch{n=at(t)}Xt.set(r,n)}return n}function Ae(t,e){return at(er,e).format(new Date(t))}function Te(t,e,r){if(e===null)return"";let n=at(t,e[10]?r:"UTC").format(new Date(e));return t.startsWith("fr")?n.replace(/^1 /,"1er "):n}var it,st,Yt,bn,Xt,er,N=b(()=>{"use strict";ke();it=t=>t.split("-")[0]??"";st=new Set;bn=/(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;Xt=new Map;er="sv"});function yn(t,e){let[,r,n]=wn.exec(t)??[];if(!(!r||new Date(r).toJSON()?.slice(0,10)!==r))return n?o=>Date.parse(o)<=Date.parse(t):o=>Ae(o,e)<=r}function tr(t,e,r,n){let o=yn(t,n),s=e.map(({publishedAt:d})=>d&&o?.(d)).lastIndexOf(!0),i=e[s];return i&&i.id!==r&&e[s+1]?.publishedAt!==null?i:void 0}var wn,rr=b(()=>{"use strict";N();wn=/^(\d{4}-\d\d-\d\d)(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/});var lt,nr,or,ct,sr=b(()=>{"use strict";lt="M8 1a7 7 0 1 0 .1 0z",nr="c2.2-2.9 4.6-2.5 7-.9s4.2 1.6 7-1.6v3.5c-2.2 2.9-4.6 2.5-7 .9s-4.2-1.6-7 1.6z",or=`${lt}m0 2a5 5 0 1 0 .1 0z`,ct={unrated:"M6.2 1.2a7 7 0 0 0-5 5l2 .5a5 5 0 0 1 3.5-3.5zM9.8 1.2a7 7 0 0 1 5 5l-2 .5a5 5 0 0 0-3.5-3.5zM6.2 14.8a7 7 0 0 1-5-5l2-.5a5 5 0 0 0 3.5 3.5zM9.8 14.8a7 7 0 0 0 5-5l-2-.5a5 5 0 0 1-3.5 3.5z","not-started":or,"in-progress":`${lt}m0 2a5 5 0 0 1 0 10z`,stalled:"M2.5 2h4v12h-4zM9.5 2h4v12h-4z",partial:"M8 8V1a7 7 0 1 0 7 7z",kept:`${lt}M4 8l1.5-1.5 2 2 3.5-4 1.5 1.5-5 5.5z`,broken:"M6.5 2.2a6.7 6.7 0 0 0 .3 13.2L5.3 11l2.3-2.5L5 5zM9.5.6a6.7 6.7 0 0 1 .3 13.2L8.6 10l2.3-2.5L8.2 4z",unclear:`M1 4.5${nr}M1 10.5${nr}`,retracted:`${or}M5.2 3.8l7 7-1.4 1.4-7-7z`,changed:"M14 9a6 6 0 1 1-2-5.5L14 2v5H9l1.5-1.5A4 4 0 1 0 12 9z",review:"M2 1h12L9 8l5 7H2l5-7z",none:"M8 5a3 3 0 1 0 .1 0z"}});function B(t){return t&&Object.hasOwn(ct,t)?t:"none"}function _(t,e="icon"){return u`<svg part=${e} viewBox="0 0 16 16" aria-hidden="true"><path d=${ct[t]} /></svg>`}var ee=b(()=>{"use strict";A();sr()});function Ee(t,e){return t.replace(/{(\w+)}/g,(r,n)=>e[n]??"")}var dt=b(()=>{"use strict"});function Le(t,e,r,n){let{title:o,url:s,by:i,timezone:d,verdict:c,changes:p,underReview:a,movedTo:l}=t;if(!/^https?:/.test(s))throw new Error(s);let m=Se(e),f=t.status==="retracted",h=f||l?void 0:tr(r,p,c.id,d),v=n&&h?.label?h:c,w=Z(v.label??{},e,t.language),$=Te(m,v.publishedAt,d),k=Ee(Q[J(m)],{by:i.name,on:$}).replace(/[,،] $/,""),y=`${w.text}: ${o}. ${k}.`,S=f?"retracted":B(v.outcome),L=!!(h||l&&r),T=L||!!l||!!a||p.at(-1)?.kind==="correction";return{href:s,look:S,label:w,name:y,lang:m,by:k,asOf:r,quoted:h,changed:L,hasNotes:T}}var pt=b(()=>{"use strict";rr();ee();N();ke();dt()});function Oe({say:t,day:e,language:r},n,{quoted:o,asOf:s}){let{timezone:i,verdict:d,changes:c,underReview:p,closedAt:a,movedTo:l}=n,m=$=>Z($,r,n.language).text,f=$=>e($,i),h=m(d.label),v=f(d.publishedAt),w=[];if(o?.label){let $=t("verdictThen",{was:m(o.label),on:f(s)});w.push({icon:"changed",sentence:`${t("verdictNow",{now:h})}${v&&` (${v})`}. ${$}`})}else(o||c.at(-1)?.kind==="correction")&&w.push({icon:"changed",sentence:t("corrected",{on:v,now:h})});return l&&w.push({icon:"changed",sentence:t("merged")}),p&&w.push({icon:"review",sentence:t("underReviewSince",{on:f(p.since)})}),a&&w.push({icon:"none",sentence:`${t("termOver")} (${f(a)})`}),w}var gt=b(()=>{"use strict";N()});function cr(t,e,r){let n=()=>kn(t,e);n();for(let s of["scroll","resize"])addEventListener(s,n,{capture:!0,passive:!0,signal:r});let o=new ResizeObserver(n);o.observe(document.documentElement),r.addEventListener("abort",()=>o.disconnect())}function kn(t,e){let{style:r}=t;r.translate=r.maxHeight="";let n=t.getBoundingClientRect().width/t.offsetWidth,{clientWidth:o}=document.documentElement;r.maxWidth=`${o/n}px`;let{left:s,top:i,width:d,height:c}=t.getBoundingClientRect(),p=e.getBoundingClientRect(),a=innerHeight-p.bottom,l=a>=Math.min(c,p.top),m=l?a:p.top,f=getComputedStyle(e).direction==="rtl"?p.right-d:p.left,h=Math.max(0,Math.min(f,o-d)),v=l?p.bottom:p.top-Math.min(c,m);r.maxHeight=`${m/n}px`,r.translate=`${(h-s)/n}px ${(v-i)/n}px`}var xn,lr,dr=b(()=>{"use strict";xn=String.raw,lr=xn`
  .hover { position: absolute; inset: 0 auto auto 0; z-index: 9999; width: 25em }
`});function pr(t,e){let r=Object.entries(e).flatMap(([n,o])=>o?[`${n}=${encodeURIComponent(o)}`]:[]);return r[0]?`${t}?${r.join("&")}`:t}var ur=b(()=>{"use strict"});function ft({coverage:t}){return!t?.note&&(t?.total??0)<=(t?.known??0)}function Re({say:t,label:e,day:r,desks:n,locale:o,direction:s,colon:i},d,c,p,{labels:a,query:l}={labels:[],query:{}}){let{name:m,url:f,language:h,timezone:v,by:w,notice:$,closedAt:k,updatedAt:y,coverage:S,category:L,facet:T}=d;if(!/^https?:/.test(f))throw new Error(f);let E=[S&&!ft(d)&&(S.note?n(S.note,h):t("partOf",{known:S.known,whole:S.total??0})),...p,k&&`${t("termOver")}.`,y&&t("updated",{on:r(y,v)})],R=L??T?.value,tn=[...R?[R.label]:[],...a].map(F=>e(F,h)),rn={category:L?.id,facet:T&&`${T.id}:${T.value.id}`,...l};return u`<article class="card" part="card" lang=${o} dir=${s} aria-labelledby="title">
    <p class="title" part="title" id="title"><a href=${f}>${n(m,h)}${tn.map((F,nn)=>u`${nn?" · ":i}${F}`)}</a></p>
    <p class="by">${t("verdictsBy",{by:w.name})}</p>
    ${$?u`<p class="notice">${n($,h)}</p>`:g}
    ${c}
    <div class="notes" part="notes">
      ${E.map(F=>F?u`<p>${F}</p>`:g)}
      <p><a class="all" part="all" href=${pr(f,rn)}>${t("all")}</a></p>
    </div>
  </article>`}var Sn,te,Me=b(()=>{"use strict";A();ur();Sn=String.raw,te=Sn`
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
`});function Ne({look:t,label:e},r){return u`<p class="ruling outcome ${t}" part="verdict" aria-hidden=${r??g}>${_(t)}<bdi lang=${e.lang}>${e.text}</bdi></p>`}function Be({day:t},{by:{name:e,url:r}},{by:n},o){let s=n.replace(/(..)\/(..)\/(....)$/,(a,l,m,f)=>t(`${f}-${m}-${l}`,void 0)),[i,...d]=s.split(e),c=(a="")=>u`<span aria-hidden=${o??g}>${a}</span>`,p=/^https?:/.test(r)?u`<a href=${r}><bdi>${e}</bdi></a>`:e;return u`<p class="by">${c(i)}${p}${c(d.join(e))}</p>`}function ze({say:t,day:e},{checkedAt:r,timezone:n,verdict:o}){return r&&r>(o.publishedAt??"")?u`<span>${t("checked",{on:e(r,n)})}</span>`:g}function Ie(t,e,r,n){let{desks:o}=t;return u`<p class="summary" part="summary">${o(e.verdict.summary,e.language)}</p>
    ${Oe(t,e,r).map(({icon:s,sentence:i})=>u`<p class="note" part="note">${_(s)}<span><span aria-hidden=${n??g}>${i}.</span>${s==="review"?u` ${o(e.underReview?.note??"",e.language)}`:g}</span></p>`)}`}var An,Pe,ht=b(()=>{"use strict";A();gt();ee();Me();An=String.raw,Pe=An`
  ${te}
  .card svg { position: static; margin: 0; width: .95em; height: .95em; flex: none }
  .ruling { display: flex; align-items: center; gap: .35em; font-size: 1.1em; font-weight: 700; line-height: 1.2 }
  .ruling svg { margin-block-end: .1em }
  .title { margin-block: .3em .15em }
  .by a, .foot a, figcaption a { text-decoration: underline }
  .summary { margin-block-start: .5em }
  .note { display: flex; gap: .5em; margin-block-start: .5em; font-size: .875em }
  .note svg { margin-block-start: .28em }
  .foot { display: flex; flex-wrap: wrap; gap: .1em 1em; margin-block-start: .6em; padding-block-start: .4em; border-block-start: 1px solid color-mix(in oklab, currentcolor 18%, transparent); font-size: .875em }
`});function mr(t,e){clearTimeout(wt),wt=setTimeout(e,t)}function gr(t){return t.shadowRoot?.querySelector(".frame")}function vt(t){return gr(t)?.matches(":hover")||!!t.shadowRoot?.activeElement?.matches(":focus-visible")}function fr(t){return z?.host===t&&!!z.popover.getClientRects()[0]}function U(){if(clearTimeout(wt),!z)return;let{host:t,popover:e,end:r}=z;z=void 0,r.abort(),e.contains(t.shadowRoot?.activeElement??null)&&On(t)?.focus({preventScroll:!0}),e.remove()}function On(t){return t.shadowRoot?.querySelector(".badge a")}function Rn(t,{badge:e,view:r}){let{say:n,desks:o,locale:s,direction:i}=t;return u`<div class="card" part="card" lang=${s} dir=${i}>
    ${Ne(r,"true")}
    <p class="title" aria-hidden="true">${o(e.title,e.language)}</p>
    ${Be(t,e,r,"true")}
    ${Ie(t,e,r,"true")}
    <p class="foot">${ze(t,e)}<a href=${r.href}>${n("evidence")}</a></p>
  </div>`}function hr(t){let{l10n:e,told:r}=Ce.get(t)??{},n=r?.(),o=t.shadowRoot?.querySelector(".badge");if(!e||!n||!o||!t.isConnected)return!1;if(fr(t))return!0;U();let s=document.createElement("div");s.className="hover",s.popover="manual";let i=new AbortController,{signal:d}=i;try{W(Rn(e,n),s),o.after(s),s.showPopover?.(),cr(s,o,d)}catch{return s.remove(),!1}z={host:t,popover:s,end:i},document.addEventListener("keydown",l=>{l.key==="Escape"&&(l.preventDefault(),l.stopPropagation(),U())},{capture:!0,signal:d}),document.addEventListener("pointerdown",l=>l.composedPath().includes(s.parentNode)||U(),{capture:!0,signal:d}),addEventListener("pagehide",U,{signal:d});let c=new MutationObserver(U);c.observe(t,{attributes:!0});let p=!1,a=new IntersectionObserver(l=>{for(let{isIntersecting:m}of l)p&&!m&&U(),p=m});return a.observe(o),d.addEventListener("abort",()=>{c.disconnect(),a.disconnect()}),!0}function bt(t){mr(En,()=>vt(t)?hr(t):yt())}function yt(){mr(Ln,()=>z&&!vt(z.host)&&U())}function Mn(t,e){let{ctrlKey:r,metaKey:n,shiftKey:o,altKey:s,button:i,defaultPrevented:d}=e;!(e instanceof PointerEvent&&e.pointerType?e.pointerType==="touch":He)||r||n||o||s||i||d||!e.detail||!fr(t)&&hr(t)&&e.preventDefault()}function Pn(t,e,r,n){let o=gr(t);o&&(Ce.has(t)||t.addEventListener("pledge-load",()=>He||vt(t)&&bt(t)),Ce.get(t)?.frame!==o&&(o.addEventListener("pointerenter",s=>s.pointerType==="touch"||bt(t)),o.addEventListener("pointerleave",s=>s.pointerType==="touch"||yt()),o.addEventListener("focusout",yt),o.addEventListener("click",s=>Mn(t,s))),Ce.set(t,{l10n:r,told:n,frame:o}),e instanceof PointerEvent&&(He=e.pointerType==="touch"),!(e instanceof PointerEvent&&He)&&bt(t))}var Tn,En,Ln,_n,Ce,z,wt,He,br,wr=b(()=>{"use strict";A();dr();ht();Tn=String.raw,En=200,Ln=300,_n=Tn`
  ${Pe}
  ${lr}
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
`,Ce=new WeakMap,He=!1;br={styles:_n,reach:Pn}});var Nn,Bn,$t,yr,vr=b(()=>{"use strict";A();pt();ht();Nn=String.raw,Bn=Nn`
  ${Pe}
  figure { margin: .6em 0 0; padding-inline-start: .8em; border-inline-start: 3px solid color-mix(in oklab, currentcolor 18%, transparent) }
  blockquote { margin: 0; font-style: italic }
  blockquote:dir(rtl) { font-style: normal }
  figcaption, ul { font-size: .875em }
  ul { margin-block-start: .6em }
  li, .foot span { display: flex; flex-wrap: wrap; gap: .1em 1em; padding-block: .2em }
`,$t=20,yr={styles:Bn,render(t,e,r){let{language:n,say:o,day:s,desks:i,label:d,locale:c,direction:p}=t,{title:a,language:l,timezone:m,promise:f,manifesto:h,changes:v,evidence:w,responses:$}=e,k=Le(e,n,r.asOf??"",r.pinned),y=(E,{length:R})=>R?u`<span>${o(E,{number:R})}</span>`:g,S=i(h.title,l),L=v.filter(E=>E.label&&E.publishedAt),{length:T}=L;return u`<article class="card" part="card" lang=${c} dir=${p} aria-labelledby="title">
      ${Ne(k)}
      <p class="title" part="title" id="title"><a href=${k.href}>${i(a,l)}</a></p>
      ${Be(t,e,k)}
      <figure part="quote">
        <blockquote>${i(f.quote,l)}</blockquote>
        <figcaption>${/^https?:/.test(h.url??"")?u`<a href=${h.url}>${S}</a>`:S}${f.page?o("page",{page:`${f.page}`}):g}</figcaption>
      </figure>
      ${Ie(t,e,k)}
      ${L[1]?u`<ul part="history" role="list">${L.slice(-$t).map(E=>u`<li><time datetime=${E.publishedAt}>${s(E.publishedAt,m)}</time> ${d(E.label??{},l)}</li>`)}${T>$t?u`<li><a href=${k.href}>${o("shown",{shown:$t,whole:T})}</a></li>`:g}</ul>`:g}
      <p class="foot" part="notes">
        ${y("sources",w)} ${y("responses",$)}
        ${ze(t,e)}
        <span><a href=${k.href}>${o("evidence")}</a> <a href="${k.href}#suggest">${o("suggest")}</a></span>
      </p>
    </article>`}}});var zn,In,Cn,$r,xr=b(()=>{"use strict";A();ue();Me();zn=String.raw,In=20,Cn=zn`
  ${te}
  ul { margin-block-start: .5em }
  li { padding-block: .45em }
  .pledge { display: block; font-weight: 600; line-height: 1.3 }
  .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1em .8em; margin-block-start: .15em; font-size: .875em }
  .none { margin-block: .6em }
`,$r={styles:Cn,render(t,e,{verdict:r,outcome:n,limit:o}){let{say:s,day:i}=t,{tally:d,url:c}=e,p=y=>t.label(y,e.language),a=!r&&!n,l=d.verdicts.filter(y=>(!r||y.id===r||y.formerIds?.includes(r))&&(!n||y.outcome===n));if(!l[0]&&!a)throw new O("unknown");let m=new Map(l.map(y=>[y.id,y])),f=l.reduce((y,S)=>y+S.count,0),h=e.pledges.filter(y=>m.has(y.verdict)).slice(0,o),v=h.map(({slug:y,title:S,verdict:L,publishedAt:T,underReview:E})=>{let R=m.get(L);return u`<li part="row">
        <a class="pledge" part="link" href="${c}/${y}">${t.desks(S,e.language)}</a>
        <span class="meta">
          <pledge-badge live="off" outcome=${R?.outcome} exportparts="badge, icon">${p(R?.label??{})}</pledge-badge>
          ${T?u`<time datetime=${T}>${i(T,e.timezone)}</time>`:g}
          ${E?u`<span>${s("underReview")}</span>`:g}
        </span>
      </li>`}),w=a?[]:l.slice(0,In).map(({label:y})=>y),$=v[0]?u`<ul part="list" role="list">${v}</ul>`:u`<p class="none">${s("none")}</p>`,k=[f>0&&s("shown",{shown:h.length,whole:f}),a&&d.umbrella>0&&s("umbrella",{count:d.umbrella}),a&&d.retracted>0&&s("retracted",{count:d.retracted})];return Re(t,e,$,k,{labels:w,query:{verdict:r,outcome:n}})}}});function Dn({total:t,verdicts:e},r){let n=e.filter(({count:d})=>d>0),o=r&&n.length>1?n.length:n.length-1,s=100-(n.length+o)*xt,i=0;return n.map(({outcome:d,counted:c,count:p})=>{let a={outcome:d,counted:c,start:i,size:xt+p/t*s};return i+=a.size+xt,a})}function fe(t,e){let r=e*Math.PI/50;return[t*Math.sin(r),-t*Math.cos(r)]}function Wn({start:t,size:e}){let r=t+Math.min(e,99.99),n=e>50?1:0;return`M${fe(me,t)}A${me} ${me} 0 ${n} 1 ${fe(me,r)}L${fe(ge,r)}A${ge} ${ge} 0 ${n} 0 ${fe(ge,t)}z`}function Sr(t,e){let r=Dn(t,e).map(n=>{let{outcome:o,counted:s,start:i,size:d}=n,c=s?"":"hollow",[p,a]=fe((me+ge)/2,i+d/2),l=e?{x:p-Ve/2,y:a-Ve/2,width:Ve,height:Ve}:{x:`${i}%`,y:"16%",width:`${d}%`,height:"68%"};return de`<g class="outcome ${o}">
      ${e?de`<path class=${c} d=${Wn(n)} />`:de`<rect class=${c} x="${i}%" width="${d}%" height="100%" />`}
      ${d<Vn?g:de`<g class="mark"><svg x=${l.x} y=${l.y} width=${l.width} height=${l.height}>${_(B(o),"")}</svg></g>`}
    </g>`});return e?u`<svg class="donut" part="donut" viewBox="-50 -50 100 100" aria-hidden="true">${r}</svg>`:u`<svg class="bar" part="bar" aria-hidden="true">${r}</svg>`}var Hn,kr,xt,Vn,me,ge,Ve,Ar=b(()=>{"use strict";A();ee();Hn=String.raw,kr=Hn`
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
`,xt=.6,Vn=7,me=50,ge=33,Ve=11});function Fn(t,e,{percent:r,say:n}){return t>0&&t/e<.005?n("under",{share:r(.01)}):t<e&&t/e>=.995?n("over",{share:r(.99)}):r(t/e)}var qn,Un,kt,Tr,Er=b(()=>{"use strict";A();ee();Ar();Me();qn=String.raw,Un=qn`
  ${te}${kr}
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
`,kt=30;Tr={styles:Un,render(t,e,{view:r}){let{say:n,number:o}=t,{tally:s}=e,i=s.verdicts.slice(0,kt),d=f=>t.label(f,e.language),c=s.counted>0&&ft(e),p=r==="donut",a=u`<p class="figure" part="figure">${n("assessed",{assessed:s.assessed,total:s.total})}</p>`,l=s.total>0?Sr({...s,verdicts:i},p):g,m=u`<div class=${p?"beside":""}>
      ${p?u`<div class="ring">${l}${a}</div>`:[a,l]}
      <ul part="list" role="list">${i.map(({label:f,outcome:h,counted:v,count:w})=>u`<li>
          <span class="outcome ${h}">${_(B(h))}</span>
          <span class="label">${d(f)}</span>
          <span class="count ${w?"":"none"}">${o(w)}</span>
          ${c?u`<span class="share">${v?Fn(w,s.counted,t):g}</span>`:g}
        </li>`)}</ul>
    </div>`;return Re(t,e,m,[s.verdicts.length>kt&&n("shown",{shown:kt,whole:s.verdicts.length}),c&&s.counted<s.total&&n("percentagesOf",{counted:s.counted}),s.umbrella>0&&n("umbrella",{count:s.umbrella}),s.retracted>0&&n("retracted",{count:s.retracted})])}}});var Lr,_r=b(()=>{"use strict";Lr={verdictsBy:"Verdicts by {by}",assessed:"{assessed} of {total} assessed",percentagesOf:"Percentages are based on pledges with a clear verdict: {counted}.",partOf:"In this tracker: {known} of {whole} pledges.",umbrella:"Umbrella pledges, not counted: {count}.",retracted:"Pledges whose verdict was withdrawn, not counted: {count}.",updated:"Updated {on}",termOver:"This term has ended",underReview:"Under review",shown:"Shown: {shown} of {whole}.",all:"All pledges",none:"No pledges yet.",checked:"Last checked {on}",evidence:"Evidence and history",page:", page {page}",suggest:"Suggest a correction",sources:"Sources: {number}",responses:"Responses: {number}",under:"under {share}",over:"over {share}",verdictNow:"Verdict now: {now}",verdictThen:"When this article was published, on {on}: {was}",corrected:"Verdict corrected on {on}: {now}",underReviewSince:"Verdict under review since {on}",merged:"The pledge quoted here is now part of this one"}});var Or={};C(Or,{words:()=>jn});var jn,Rr=b(()=>{"use strict";jn={months:"Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",verdictsBy:"Dyfarniadau gan: {by}",assessed:"Addewidion a aseswyd: {assessed} o {total}",percentagesOf:"Cyfrifir y canrannau ar sail yr addewidion sydd â dyfarniad clir: {counted}.",partOf:"Yn y traciwr hwn: {known} o {whole} addewid.",umbrella:"Addewidion ymbarél, heb eu cyfrif: {count}.",retracted:"Addewidion y tynnwyd eu dyfarniad yn ôl, heb eu cyfrif: {count}.",updated:"Diweddarwyd: {on}",termOver:"Mae’r tymor hwn wedi dod i ben",underReview:"Dan adolygiad",shown:"Dangosir: {shown} o {whole}.",all:"Pob addewid",none:"Dim addewidion eto.",checked:"Gwiriwyd ddiwethaf: {on}",evidence:"Tystiolaeth a hanes",page:", tudalen {page}",suggest:"Awgrymu cywiriad",sources:"Ffynonellau: {number}",responses:"Ymatebion: {number}",under:"llai nag {share}",over:"mwy na {share}",verdictNow:"Dyfarniad presennol: {now}",verdictThen:"Pan gyhoeddwyd yr erthygl hon, ar {on}: {was}",corrected:"Cywirwyd y dyfarniad ar {on}: {now}",underReviewSince:"Dyfarniad dan adolygiad ers {on}",merged:"Unwyd yr addewid a ddyfynnwyd â’r addewid hon"}});var Mr={};C(Mr,{words:()=>Gn});var Gn,Pr=b(()=>{"use strict";Gn={colon:" : ",verdictsBy:"Verdicts rendus par {by}",assessed:"Promesses évaluées : {assessed} sur {total}",percentagesOf:"Pourcentages calculés sur les promesses au verdict tranché : {counted}.",partOf:"Promesses suivies ici : {known} sur {whole}.",umbrella:"Promesses-cadres, non comptabilisées : {count}.",retracted:"Promesses dont le verdict a été retiré, non comptabilisées : {count}.",updated:"Mis à jour le {on}",termOver:"Ce mandat est terminé",underReview:"Verdict en réexamen",shown:"Affichage : {shown} sur {whole}.",all:"Toutes les promesses",none:"Aucune promesse pour l’instant.",checked:"Dernière vérification le {on}",evidence:"Éléments de preuve et historique",page:", page {page}",suggest:"Proposer une correction",sources:"Sources : {number}",responses:"Réactions des intéressés : {number}",under:"moins de {share}",over:"plus de {share}",verdictNow:"Verdict actuel : {now}",verdictThen:"Au moment de la publication de cet article, le {on} : {was}",corrected:"Verdict corrigé le {on} : {now}",underReviewSince:"Verdict en réexamen depuis le {on}",merged:"La promesse citée fait désormais partie de celle-ci"}});var Nr={};C(Nr,{words:()=>Kn});var Kn,Br=b(()=>{"use strict";Kn={verdictsBy:"Bewertet von: {by}",assessed:"{assessed} von {total} bewertet",percentagesOf:"Grundlage der Prozentwerte: Versprechen mit eindeutiger Bewertung ({counted}).",partOf:"Hier erfasst: {known} von {whole} Versprechen.",umbrella:"Nicht mitgezählt, da übergeordnet: {count}.",retracted:"Nicht mitgezählt, da die Bewertung zurückgezogen wurde: {count}.",updated:"Stand: {on}",termOver:"Diese Amtszeit ist beendet",underReview:"In Überprüfung",shown:"Angezeigt: {shown} von {whole}.",all:"Alle Versprechen",none:"Noch keine Versprechen.",checked:"Zuletzt geprüft am {on}",evidence:"Belege und Verlauf",page:", Seite {page}",suggest:"Korrektur vorschlagen",sources:"Quellen: {number}",responses:"Stellungnahmen: {number}",under:"unter {share}",over:"über {share}",verdictNow:"Bewertung jetzt: {now}",verdictThen:"Bei Erscheinen dieses Artikels am {on}: {was}",corrected:"Bewertung korrigiert am {on}: {now}",underReviewSince:"Bewertung in Überprüfung seit dem {on}",merged:"Das zitierte Versprechen ist in diesem aufgegangen"}});var zr={};C(zr,{words:()=>Yn});var Yn,Ir=b(()=>{"use strict";Yn={verdictsBy:"Veredictos de {by}",assessed:"Promesas evaluadas: {assessed} de {total}",percentagesOf:"Porcentajes calculados sobre las promesas con veredicto claro: {counted}.",partOf:"En este monitor: {known} de {whole} promesas.",umbrella:"Promesas marco, no contabilizadas: {count}.",retracted:"Promesas con veredicto retirado, no contabilizadas: {count}.",updated:"Actualizado el {on}",termOver:"Este mandato ha terminado",underReview:"En revisión",shown:"Mostradas: {shown} de {whole}.",all:"Todas las promesas",none:"Aún no hay promesas.",checked:"Última comprobación: {on}",evidence:"Pruebas e historial",page:", página {page}",suggest:"Proponer una corrección",sources:"Fuentes: {number}",responses:"Respuestas de los aludidos: {number}",under:"menos del {share}",over:"más del {share}",verdictNow:"Veredicto actual: {now}",verdictThen:"Al publicarse este artículo, el {on}: {was}",corrected:"Veredicto corregido el {on}: {now}",underReviewSince:"Veredicto en revisión desde el {on}",merged:"La promesa citada forma ya parte de esta"}});var Cr={};C(Cr,{words:()=>Xn});var Xn,Hr=b(()=>{"use strict";Xn={direction:"rtl",verdictsBy:"جهة التقييم: {by}",assessed:"الوعود المقيَّمة: {assessed} من {total}",percentagesOf:"النسب المئوية محسوبة على أساس الوعود ذات التقييم الواضح، وعددها {counted}.",partOf:"الوعود الواردة هنا: {known} من {whole}.",umbrella:"وعود جامعة غير محتسبة: {count}.",retracted:"وعود سُحب تقييمها، غير محتسبة: {count}.",updated:"آخر تحديث: {on}",termOver:"انتهت هذه الولاية",underReview:"التقييم قيد المراجعة",shown:"المعروض: {shown} من {whole}.",all:"جميع الوعود",none:"لا توجد وعود حتى الآن.",checked:"آخر تدقيق: {on}",evidence:"الأدلة والسجل",page:"، الصفحة {page}",suggest:"اقتراح تصحيح",sources:"المصادر: {number}",responses:"ردود المعنيين: {number}",under:"أقل من {share}",over:"أكثر من {share}",verdictNow:"التقييم الحالي: {now}",verdictThen:"عند نشر هذا المقال في {on}: {was}",corrected:"صُحِّح التقييم في {on}: {now}",underReviewSince:"التقييم قيد المراجعة منذ {on}",merged:"أصبح الوعد المقتبس جزءًا من هذا الوعد"}});var St,Vr=b(()=>{"use strict";_r();St={en:async()=>({words:Lr}),cy:()=>Promise.resolve().then(()=>(Rr(),Or)),fr:()=>Promise.resolve().then(()=>(Pr(),Mr)),de:()=>Promise.resolve().then(()=>(Br(),Nr)),es:()=>Promise.resolve().then(()=>(Ir(),zr)),ar:()=>Promise.resolve().then(()=>(Hr(),Cr))}});async function Dr(t){let e=J(t),r=e in St?e:"en",n=Qn[r]??=(await St[r]()).words;return n.verdict&&(Q[r]=n.verdict),Jn(n,t)}function Jn(t,e){let r=Se(e),{direction:n="ltr",colon:o=": ",months:s}=t,i=r==="en"?"en-GB":[r,"en-GB"],{format:d}=new Intl.NumberFormat(i),c=a=>n==="rtl"?`⁨${a}⁩`:a,p=(a,l)=>u`<bdi lang=${J(l)===J(r)?g:l}>${a}</bdi>`;return{language:e,locale:r,direction:n,colon:o,say(...[a,l={}]){let m=Object.entries(l).map(([f,h])=>[f,typeof h=="number"?d(h):c(h)]);return Ee(t[a],Object.fromEntries(m))},day(a,l){if(a===null||!s||Intl.DateTimeFormat.supportedLocalesOf(r)[0])return Te(r,a,l);let[m,f,h]=Ae(a,l).split("-").map(Number);return`${h} ${s.split(" ")[(f??0)-1]} ${m}`},number:d,percent:new Intl.NumberFormat(i,{style:"percent"}).format,desks:p,label(a,l){let{text:m,lang:f}=Z(a,e,l);return p(m,f)}}}var Qn,Wr=b(()=>{"use strict";A();N();ke();Vr();dt();Qn={}});var qr={};C(qr,{card:()=>yr,hover:()=>br,list:()=>$r,loadLocalizer:()=>Dr,notesOf:()=>Oe,summary:()=>Tr});var Ur=b(()=>{"use strict";gt();wr();vr();xr();Er();Wr()});var Zr={};C(Zr,{badgeLinks:()=>mo});function uo(t){let e=[...document.querySelectorAll("script")],r=e.filter(({src:o})=>o===t),n=(r[0]?r:e).find(({dataset:o})=>(o.links??"false")!=="false");return n&&new URL(n.dataset.links||t,t).origin}function mo(t){let e=uo(t);if(!e)return;function r(a){return a.origin===e&&lo.exec(a.pathname)?.[1]||""}function n(){return[...document.querySelectorAll("a")].filter(a=>r(a)&&!ne.has(a)&&Qr(a,r(a)))}async function o(){let a=n();for(let w of a)ne.set(w,{pledge:r(w)});let l=a.map(r),m=$e(l),f=await Promise.allSettled(l.map(w=>m(w)));a.filter((w,$)=>f[$]?.status==="fulfilled"&&ne.get(w)?.pledge===r(w)).filter(w=>Qr(w,r(w))).map(s)[0]?.load()}function s(a){let l=r(a),m=document.createElement("pledge-badge");return m.pledge=l,Xr(a,m),a.after(" ",m),ne.set(a,{pledge:l,badge:m}),m}let i=new IntersectionObserver(a=>{a.some(({isIntersecting:l})=>l)&&(i.disconnect(),o())},{root:document,rootMargin:co});function d(){for(let[a,{pledge:l,badge:m}]of ne)m&&Xr(a,m),(!a.isConnected||r(a)!==l)&&(m?.remove(),ne.delete(a));for(let a of n())i.observe(a)}let c=!1;new MutationObserver(()=>{c||(c=!0,setTimeout(()=>{c=!1,d()},po))}).observe(document,{childList:!0,subtree:!0,attributeFilter:["href",...Jr.map(a=>`data-${a}`)]}),d()}function Xr(t,e){for(let r of Jr){let n=t.getAttribute(`data-${r}`);n!==e.getAttribute(r)&&(n===null?e.removeAttribute(r):e.setAttribute(r,n))}}function Qr(t,e){let r=t.nextElementSibling;return t.isConnected&&!t.isContentEditable&&!(r?.localName==="pledge-badge"&&r.getAttribute("pledge")===e)&&!t.closest("pledge-badge, pledge-card, pledge-summary, pledge-list")}var lo,co,po,Jr,ne,en=b(()=>{"use strict";Y();lo=/^\/([a-z0-9-]+\/[a-z0-9-]+)\/?$/,co="600px",po=200,Jr=["as-of","pinned"],ne=new Map});A();function pe(t,e){customElements.get(t)||customElements.define(t,e)}A();Y();var x=t=>t,X=t=>!/^false$/i.test(t??"false"),xe=t=>t==="off"?t:null;function P(t,e){for(let[r,n]of Object.entries(e)){let o=r.replace(/-./g,i=>i.slice(1).toUpperCase()),s=r.replace("-","");Object.defineProperty(t.prototype,o,{get(){return n(this.getAttribute(r)??this.getAttribute(s))},set(i){let d=n===X;this.removeAttribute(s),i==null||d&&!(i&&X(`${i}`))?this.removeAttribute(r):this.setAttribute(r,d?"":`${i}`)}})}return["lang","asof",...Object.keys(e)]}pt();var ar="a,a svg,a svg *,b,bdi,em,font,i,span,strong",vn=",blockquote,p",$n=/^\p{L}\S*$/u;var ut=({textContent:t})=>t.trim();function mt(t){return ut(t).length<=200&&!t.querySelector(`:not(${ar})`)}function ir({nextElementSibling:t,nextSibling:e}){return!!t||!!e?.nodeValue?.trim()}function _e(t,e,r){if(t.querySelector(`:not(${ar}${r?"":vn})`))return!1;let n=ut(t);if(!n)return!t.firstElementChild;if(r?.includes(n))return!0;let[o,s]=t.querySelectorAll("a"),i=o&&!s&&ut(o)===n;return i&&e&&o.pathname.replace(/\/$/,"").endsWith(`/${e}`)?!0:mt(t)?i?!t.childNodes[1]||ir(t):n.length<=80&&(ir(t)||!r&&$n.test(t.textContent)):!1}ee();N();ue();var Zn;async function he(t){try{let e=Zn??=await Promise.resolve().then(()=>(Ur(),qr));return{views:e,l10n:await e.loadLocalizer(t)}}catch{throw new O("offline")}}Y();var eo="600px",be=new Set,De;function jr(t){De||(addEventListener("beforeprint",()=>{Fr(),Ft()}),matchMedia("print").addEventListener("change",Fr)),De??=new IntersectionObserver(e=>{let r=new Set(e.filter(({isIntersecting:n})=>n).map(({target:n})=>n));for(let n of be)r.has(n)&&n.load()},{root:document,rootMargin:eo}),be.add(t),De.observe(t)}function Fr(){for(let t of be)t.load()}function We(t){be.delete(t),De?.unobserve(t)}function Gr(t){return[...be].filter(e=>e instanceof t)}A();Y();N();ue();var to=String.raw,Kr=new Map;function Yr(t){let e=Kr.get(t);return e||(e=new CSSStyleSheet,e.replaceSync(t),Kr.set(t,e)),e}var qe=to`
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
`;var re=class extends HTMLElement{static styles;#e=this.attachShadow({mode:"open"});#r=this.attachInternals();#n="";#t;#a;#o=!1;constructor(){super(),this.addStyles(new.target.styles);for(let[r,n]of Object.entries(this))r in new.target.prototype&&(Reflect.deleteProperty(this,r),Reflect.set(this,r,n));new MutationObserver(()=>this.requestUpdate()).observe(this,{childList:!0,characterData:!0,subtree:!0})}connectedCallback(){this.#s(),this.#i(),Jt(this)}disconnectedCallback(){We(this),Zt(this)}attributeChangedCallback(){this.requestUpdate()}requestUpdate(){this.#o||(this.#o=!0,queueMicrotask(()=>{this.#o&&this.isConnected&&this.#s(),this.#o=!1}))}#s(){this.#o=!1;let e=this.#n!==this.source();e&&(this.#n=this.source(),this.#t=void 0);let r=this.#e.activeElement??this.querySelector(":focus-visible");try{W(this.render(this.#t),this.#e)}catch(n){ve(this.#n),this.#n="",this.#t=void 0,W(this.render(void 0),this.#e),this.#l(n)}e&&this.#i(),r&&!r.getClientRects()[0]&&(this.contains(r)?this.#e:this).querySelector("a")?.focus({preventScroll:!0})}#i(){this.#t===void 0&&this.#n?jr(this):We(this)}async show(e){We(this),this.#a=e;let r=this.source(),n=()=>e!==this.#a||!this.isConnected||r!==this.source();try{let o=await e;for(;this.#t===void 0&&this.isHeld();)await new Promise(s=>this.addEventListener("focusout",()=>setTimeout(s),{once:!0}));if(n())return;this.#t=o,this.#s(),this.#i(),this.#t!==void 0&&this.dispatchEvent(new Event("pledge-load",{bubbles:!0,composed:!0}))}catch(o){ve(r),n()||this.#l(o)}}#l(e){let r=new ye(e);this.dispatchEvent(r)}isHeld(){let{activeElement:e}=this.getRootNode();return e instanceof Node&&this.contains(e)&&this.isFallback()}addStyles(e){this.#e.adoptedStyleSheets=[...new Set([...this.#e.adoptedStyleSheets,Yr(e)])]}setState(e,r){try{this.#r.states[r?"add":"delete"](e)}catch{}}};var ro=String.raw,no=ro`
  ${qe}
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
`,Ue=class t extends re{static styles=no;static observedAttributes=P(this,{pledge:x,outcome:B,"as-of":x,pinned:X,live:xe});#e;#r;constructor(){super();for(let e of["pointerenter","focusin"])this.addEventListener(e,r=>this.#n(r))}async#n(e){let r=this.source()&&await this.#t();if(!r)return;let{hover:n}=r.views;this.addStyles(n.styles),n.reach(this,e,r.l10n,()=>this.#e)}async#t(){let e=await he(q(this)).catch(()=>{});return e&&e.l10n.language!==this.#r?.l10n.language&&(this.#r=e,this.requestUpdate()),e}source(){return this.live!=="off"&&this.pledge||""}isHeld(){return super.isHeld()&&!this.querySelector(":focus-visible")}load(){let e=Gr(t),r=$e(e.map(n=>n.source()));for(let n of e)n.show(r(n.source()))}isFallback(e=this.#e?.badge){let r=e?[e.verdict,...e.changes].flatMap(({label:n})=>Object.values(n??{})):[];return _e(this,this.pledge,r)}render(e){let r=q(this),n=e&&Le(e,r,this.asOf??"",this.pinned);if(this.#e=n&&{badge:e,view:n},n&&e&&this.#r?.l10n.language===r)for(let{sentence:a}of this.#r.views.notesOf(this.#r.l10n,e,n))n.name+=` ${a}.`;else n?.hasNotes&&this.#t();let o=e?.underReview&&n?.look!=="retracted",s=n?.changed?_("changed","changed"):o&&_("review","review"),i=n?.look??this.outcome,d=`${s?"marked":""} ${o?"review":""}`,c=a=>p&&a.test(this.textContent)?" ":g;this.setState("loaded",n),this.setState("changed",n?.changed);let p=n?this.isFallback(e):mt(this);return!n&&!p?u`<slot></slot>`:u`${c(/^\s/)}<span class="frame"><span part="badge" class="badge outcome ${i} ${d}">${_(i)}${s||g}<span class="label">${n?u`<a part="link" href=${n.href} lang=${n.lang} aria-label=${n.name}><span lang=${n.label.lang}>${n.label.text}</span></a>`:u`<slot></slot>`}</span></span></span>${c(/\s$/)}${p?g:u`<slot></slot>`}`}};A();Y();N();var I=class extends re{static styles=`${qe}:host{display:block}`;connectedCallback(){super.connectedCallback(),this.source()&&(self.requestIdleCallback??setTimeout)(()=>he(q(this)).catch(()=>{}))}load(){this.show(this.#e(q(this)))}isFallback(){return _e(this,this.getAttribute("pledge")??this.getAttribute("tracker"))}async#e(e){let[r,{views:n,l10n:o}]=await Promise.all([Kt(this.source()),he(e)]),{styles:s,render:i}=this.viewOf(n);return this.addStyles(s),{language:e,view:()=>i(o,r,this)}}render(e){let r=e?.view();return this.setState("loaded",e),e&&e.language!==q(this)&&this.load(),u`${r}${r&&this.isFallback()?g:u`<slot></slot>`}`}};var Fe=class extends I{static observedAttributes=P(this,{pledge:x,"as-of":x,pinned:X,live:xe});source(){return this.live!=="off"&&this.pledge?`pledges/${this.pledge}`:""}viewOf({card:e}){return e}};var oo=t=>t==="donut"?t:"bar";function At({tracker:t,category:e,facet:r}){let n=(e?`?category=${e}`:"")+(r?`?facet=${r}`:"");return t?`summaries/${t}${n}`:""}var je=class extends I{static observedAttributes=P(this,{tracker:x,category:x,facet:x,view:oo});source(){return At(this)}viewOf({summary:e}){return e}};var so=10,io=20;function ao(t){let e=Number.parseInt(t??"",10);return e>0?Math.min(e,io):so}var Ge=class extends I{static observedAttributes=P(this,{tracker:x,category:x,facet:x,verdict:x,outcome:x,limit:ao});source(){return At(this)}viewOf({list:e}){return e}};function go(){try{return new CSSStyleSheet().replaceSync(""),W(u`<p id=${""}></p>`,document.createElement("p")),[AbortSignal.timeout,HTMLElement.prototype.attachInternals,IntersectionObserver].every(Boolean)}catch{return!1}}go()&&(pe("pledge-badge",Ue),pe("pledge-card",Fe),pe("pledge-summary",je),pe("pledge-list",Ge),document.querySelector("[data-links]:not([data-links=false i])")&&Promise.resolve().then(()=>(en(),Zr)).then(({badgeLinks:t})=>t(import.meta.url)).catch(()=>{}));
