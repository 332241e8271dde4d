/** PKCS#11 2.40, pkcs11t.h: the numbers that are used here. */
export const CKO = { certificate: 1, privateKey: 3 } as const;
export const CKA = {
  class: 0x0,
  token: 0x1,
  value: 0x11,
  keyType: 0x100,
  id: 0x102,
  modulus: 0x120,
  alwaysAuthenticate: 0x202,
} as const;
export const CKK = { rsa: 0, ec: 3 } as const;
export const CKM = { rsaPkcs: 0x1, rsaPss: 0xd, ecdsa: 0x1041 } as const;
export const CKU = { user: 1, contextSpecific: 2 } as const;
export const CKF = {
  osLockingOk: 0x2,
  serialSession: 0x4,
  loginRequired: 0x4,
  userPinInitialized: 0x8,
  protectedAuthenticationPath: 0x100,
  tokenInitialized: 0x400,
  userPinCountLow: 0x10000,
  userPinFinalTry: 0x20000,
  userPinLocked: 0x40000,
} as const;
/** Hash and mask of CKM_RSA_PKCS_PSS, with the octets of the salt (RFC 4055 §3.1: as long as the hash). */
export const PSS = {
  sha256: { hashAlg: 0x250, mgf: 2, saltLen: 32 },
  sha384: { hashAlg: 0x260, mgf: 3, saltLen: 48 },
  sha512: { hashAlg: 0x270, mgf: 4, saltLen: 64 },
} as const;
/** pkcs11js' own name of a structure, not PKCS#11's: CK_PARAMS_RSA_PSS. */
export const PSS_PARAMETERS = 5;
export const CKR = {
  cancel: 0x1,
  slotIdInvalid: 0x3,
  attributeSensitive: 0x11,
  attributeTypeInvalid: 0x12,
  deviceRemoved: 0x32,
  functionCanceled: 0x50,
  mechanismInvalid: 0x70,
  pinIncorrect: 0xa0,
  pinInvalid: 0xa1,
  pinLenRange: 0xa2,
  pinExpired: 0xa3,
  pinLocked: 0xa4,
  sessionClosed: 0xb0,
  sessionHandleInvalid: 0xb3,
  tokenNotPresent: 0xe0,
  tokenNotRecognized: 0xe1,
  userAlreadyLoggedIn: 0x100,
  userNotLoggedIn: 0x101,
  userPinNotInitialized: 0x102,
  cryptokiAlreadyInitialized: 0x191,
  functionRejected: 0x200,
} as const;
