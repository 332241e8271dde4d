/** Where the built-in issuer stands under the server's address. */
export const ISSUER_PATH = '/oidc';
