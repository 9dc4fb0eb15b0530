// What people send who mean harm, by what it is meant to fool. One list for the requests that workerd is sent and for
// the texts that a browser shows. `run()` is the tripwire: whatever manages to call it has broken out of its text.

const SCRIPT = [
  '<script>run()</script>',
  '</script><script>run()</script>',
  '<img src=x onerror=run()>',
  '<svg onload=run()>',
  '<svg><script>run()</script></svg>',
  '<iframe srcdoc="<script>parent.run()</script>">',
  '</title><script>run()</script>',
  '</style><script>run()</script>',
  '</textarea></noscript><img src onerror=run()>',
  '<math><mtext></mtext><a href="javascript:run()">x</a></math>',
  '<!--><img src=x onerror=run()>-->',
  ']]><script>run()</script>',
  '<a href="javascript:run()">x</a>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:run()">',
  '{{constructor.constructor("run()")()}}',
];

const ATTRIBUTE = [
  '" onmouseover="run()" x="',
  "' onfocus='run()' autofocus='",
  '" autofocus onfocus=run() x="',
  '`onmouseover=run()',
  '"><img src=x onerror=run()>',
  "'><img src=x onerror=run()>",
  '" style="background:url(javascript:run())',
  '&quot; onmouseover=&quot;run()',
  '&#34; onmouseover=&#34;run()',
];

const ADDRESS = [
  'javascript:run()',
  'JaVaScRiPt:run()',
  'java\tscript:run()',
  ' javascript:run()',
  'javascript&colon;run()',
  'javascript://desk.example/%0arun()',
  'data:text/html,<script>run()</script>',
  'vbscript:run()',
  '//evil.example',
  'https://evil.example\\@desk.example/',
  'https://desk.example/" onclick="run()',
  "https://desk.example/'onclick='run()",
  'https://desk.example/<script>run()</script>',
  'https://desk.example/?q="><img src=x onerror=run()>',
  'https://desk.example/#"><img src=x onerror=run()>',
  'https://user:run@evil.example/',
];

const JSON_IN_SCRIPT = [
  '</script>',
  '<!--<script>',
  '"},"run":{"a":"',
  '\\u003cscript\\u003erun()',
  '\u2028run()\u2029',
];

const STYLE = [
  'red;}*{background:url(javascript:run())}',
  'expression(run())',
  '</style><img src=x onerror=run()>',
];

const MARKDOWN = [
  '[x](javascript:run())',
  '[x](JAVASCRIPT:run())',
  '[x](java&#115;cript:run())',
  '[x](java\\script:run())',
  '[x](\u0001javascript:run())',
  '[x](<javascript:run()>)',
  '[x]( javascript:run())',
  '[x](data:text/html;base64,PHNjcmlwdD5ydW4oKTwvc2NyaXB0Pg==)',
  '[x][1]\n\n[1]: javascript:run()',
  '[a]: javascript:run()\n\n[a]',
  '![x](javascript:run())',
  '![x](https://desk.example/a.png"onerror="run())',
  '<javascript:run()>',
  '<https://desk.example/"onclick="run()>',
  '[x](https://desk.example/ "title\\" onmouseover=\\"run()")',
  '[[x](https://desk.example/)](javascript:run())',
  '[x](https://desk.example/)[y](javascript:run())',
  '`<script>run()</script>`',
  '    <script>run()</script>',
  '```html\n<script>run()</script>\n```',
  '&lt;script&gt;run()&lt;/script&gt;',
  '&#60;script&#62;run()&#60;/script&#62;',
  '\\<script\\>run()',
  '**bold** _em_ [link](https://desk.example/)',
];

const HEADER = [
  'x\r\nSet-Cookie: run=1',
  'x\r\n\r\n<script>run()</script>',
  'x%0d%0aSet-Cookie:run=1',
  '\nrun',
  '\rrun',
];

const FORMULA = [
  '=run()',
  '+run()',
  '-run()',
  '@run()',
  '\t=run()',
  '=HYPERLINK("javascript:run()","x")',
  "'=run()",
];

const DECEPTION = [
  '\u202enur\u202c',
  '\u2066run\u2069',
  '\u200bzero\u200bwidth\u200d',
  '\ufeffbom',
  'null\u0000byte',
  'bell\u0007\u001b[31mred',
  '\ud83d',
  '\udc69\ud83d',
  '\u{1f469}\u200d\u{1f467}\u{10ffff}',
  'Ζ\u0337\u0338\u0337',
  '\ufffe\uffff',
  '\u2028line\u2029paragraph',
];

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

const SQL = [
  "' OR 1=1 --",
  "'; DROP TABLE pledge; --",
  '" OR ""="',
  '%',
  '_',
  '\\',
  "x' UNION SELECT hash FROM token --",
];

/** Every hostile string, by what it is meant to fool. */
export const HOSTILE = {
  SCRIPT,
  ATTRIBUTE,
  ADDRESS,
  JSON_IN_SCRIPT,
  STYLE,
  MARKDOWN,
  HEADER,
  FORMULA,
  DECEPTION,
  NAMES,
  SQL,
};

export const HOSTILE_STRINGS = Object.values(HOSTILE).flat();
