/** Vite writes this where the built page needs the nonce of its answer (vite.config.ts, `html.cspNonce`). */
export const NONCE_PLACE = '__CSP_NONCE__';

const PAGE_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const;

/** Content-Security-Policy (Electron's security list, point 7) of the page whose styles carry `nonce`. */
export const pagePolicy = (nonce: string): string =>
  [
    ...Object.entries(PAGE_POLICY).map(([directive, sources]) => `${directive} ${sources}`),
    `style-src 'self' 'nonce-${nonce}'`,
  ].join('; ');

/** A script file's own policy counts only when it runs as a worker: the PDF reader's decoders are WebAssembly and reach nothing. */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** A document is data: shown by itself it runs nothing, loads nothing and belongs to no origin. */
export const DOCUMENT_POLICY = "default-src 'none'; sandbox";

/** What every answer carries, whatever it is. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'cache-control': 'no-store',
};

/** A sentence with a status, drawn as nothing but text. */
export const plain = (status: number, sentence: string): Response =>
  new Response(sentence, {
    status,
    headers: {
      ...COMMON_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    },
  });
