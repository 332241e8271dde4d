/**
 * Where vendors' installers put their PKCS#11 modules, by the names seen in public programs of Vietnamese agencies and vendors; none could be tried on Windows
 * here. Data and nothing else: what does not exist on a machine is skipped, and what is missing here is added in the window.
 */
export const KNOWN_MODULES: Readonly<
  Record<string, { folders: readonly string[]; files: readonly string[] }>
> = {
  win32: {
    folders: [
      'C:\\Windows\\System32',
      'C:\\Program Files\\OpenSC Project\\OpenSC\\pkcs11',
      'C:\\Program Files\\SafeNet\\Authentication\\SAC\\x64',
      'C:\\Program Files\\Gemalto\\Classic Client\\BIN',
    ],
    files: [
      'eTPKCS11.dll',
      'IDPrimePKCS1164.dll',
      'gclib.dll',
      'eps2003csp11v2.dll',
      'eps2003csp11.dll',
      'ngp11v211.dll',
      'SignatureP11.dll',
      'viettel-ca_v6.dll',
      'viettel-ca_v5.dll',
      'viettel-ca_v4.dll',
      'vnptca_p11_v10.dll',
      'vnptca_p11_v9.dll',
      'vnptca_p11_v8.dll',
      'vnptca_p11_v7.dll',
      'vnptca_p11_v6.dll',
      'vnpt-ca_csp11.dll',
      'fptca_v6.dll',
      'fptca_v5.dll',
      'fptca_v4.dll',
      'fptca_v3.dll',
      'BkavCA.dll',
      'BkavCAv2S.dll',
      'nca_v9.dll',
      'nca_v8.dll',
      'nca_v7.dll',
      'nca_v6.dll',
      'ncca_csp11_v1.dll',
      'ica_csp11_v1.dll',
      'CA2_csp11.dll',
      'opensc-pkcs11.dll',
    ],
  },
  linux: {
    folders: ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/local/lib'],
    files: ['libeTPkcs11.so', 'libIDPrimePKCS11.so', 'libeps2003csp11.so', 'opensc-pkcs11.so'],
  },
  darwin: {
    folders: ['/usr/local/lib', '/Library/OpenSC/lib'],
    files: ['libeTPkcs11.dylib', 'libeps2003csp11.dylib', 'viettel-ca_v6.dylib', 'opensc-pkcs11.so'],
  },
};
