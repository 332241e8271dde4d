import { say } from '../../shared/words/vi.ts';

const HEAD = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{color-scheme:light dark;font:16px/1.6 "Be Vietnam Pro","Segoe UI",system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{width:min(24rem,calc(100vw - 2rem))}
h1{font-size:1.5rem;line-height:1.4;margin:0 0 .25rem}
p{margin:0 0 1.5rem;text-wrap:balance}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
input{box-sizing:border-box;width:100%;font:inherit;padding:.5rem .75rem;border:1px solid GrayText;border-radius:4px;background:Field;color:FieldText}
button{box-sizing:border-box;width:100%;font:inherit;font-weight:600;margin-top:1.5rem;padding:.5rem;border:0;border-radius:4px;background:#0f548c;color:#fff}
input:focus-visible,button:focus-visible{outline:2px solid #0f548c;outline-offset:2px}
.wrong{border-left:4px solid #b10e1c;padding-left:.75rem}
</style>`;

/** A page may load nothing, run nothing and stand in no other page; its form goes nowhere but here. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${String(each.charCodeAt(0))};`);

/** Asks for name and password; `problem` is why it asks again. */
export const signInPage = (action: string, problem?: string): string =>
  `${HEAD}<title>${say('sign-in.title')}</title></head><body><main><h1>${say('sign-in.title')}</h1><p>${say('sign-in.why')}</p>
${problem === undefined ? '' : `<p class="wrong" role="alert">${escaped(problem)}</p>`}
<form method="post" action="${escaped(action)}"><label for="login">${say('sign-in.login')}</label>
<input id="login" name="login" autocomplete="username" required autofocus maxlength="100">
<label for="password">${say('sign-in.password')}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
<button>${say('sign-in.do')}</button></form></main></body></html>`;

/** Says one sentence. */
export const sentencePage = (sentence: string): string =>
  `${HEAD}<title>${say('sign-in.title')}</title></head><body><main><h1>${say('sign-in.title')}</h1><p>${escaped(sentence)}</p></main></body></html>`;
