/*
 * A token that misbehaves on order: a PKCS#11 module that passes every call on to SoftHSM, except for what the file `orders` beside it says. The orders
 * are read anew at each call, so that a test can pull the token out in the middle of a batch. What was called stands in the file `calls`.
 *
 *   tries N          wrong PINs until the token locks, kept in the file `wrong`; the flags of C_GetTokenInfo tell how it stands
 *   flags 0xN        set in C_GetTokenInfo besides
 *   pin-pad PIN      the reader has keys of its own: C_Login without a PIN logs in with this one
 *   remove-after N   after N signatures the token is gone, until the orders say otherwise; 0 is at once
 *   delay-ms N       each signature takes longer
 *   fail NAME 0xN    the function answers so          crash NAME, hang NAME   the function never answers
 *   locking always   C_Initialize wants CKF_OS_LOCKING_OK             locking never           and here it refuses it
 *   hide 0xN         a mechanism that is not listed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong;
typedef void (*any)(void);

/* PKCS#11 2.40 §3.6: two bytes of version, then the functions in this order. */
enum { INITIALIZE = 0, GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, GET_MECHANISM_LIST = 7, LOGIN = 18, LOGOUT = 19, SIGN_INIT = 42, SIGN = 43, FUNCTIONS = 68 };
struct functions { unsigned char major, minor; any call[FUNCTIONS]; };
struct initialize_arguments { void *mutexes[4]; ulong flags; void *reserved; };
struct token_info { char names[96]; ulong flags; };

enum { OK = 0, ARGUMENTS_BAD = 0x7, CANT_LOCK = 0xa, DEVICE_REMOVED = 0x32, PIN_INCORRECT = 0xa0, PIN_LOCKED = 0xa4 };
enum { OS_LOCKING_OK = 0x2, PROTECTED_PATH = 0x100, COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000, CONTEXT_SPECIFIC = 2 };

static struct functions *real, shim;
static char folder[4096];
static ulong signatures;

static FILE *beside(const char *name, const char *mode) {
  char path[4200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return fopen(path, mode);
}

/* The rest of the line that begins with `order`, or nothing. */
static int ordered(const char *order, char *rest, size_t room) {
  FILE *orders = beside("orders", "r");
  char line[256];
  int found = 0;
  while (orders && !found && fgets(line, sizeof line, orders)) {
    size_t length = strlen(order);
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, order, length) || (line[length] && line[length] != ' ')) continue;
    snprintf(rest, room, "%s", line[length] ? line + length + 1 : "");
    found = 1;
  }
  if (orders) fclose(orders);
  return found;
}

static long number(const char *order, long otherwise) {
  char rest[256];
  return ordered(order, rest, sizeof rest) ? strtol(rest, 0, 0) : otherwise;
}

static long wrong_pins(void) {
  FILE *file = beside("wrong", "r");
  long count = 0;
  if (file && fscanf(file, "%ld", &count) != 1) count = 0;
  if (file) fclose(file);
  return count;
}

static void keep_wrong_pins(long count) {
  FILE *file = beside("wrong", "w");
  fprintf(file, "%ld\n", count);
  fclose(file);
}

/* Notes the call and does what is ordered for it; anything but OK is to be answered. */
static ulong begin(const char *name, const char *detail) {
  char order[64], rest[256];
  FILE *calls = beside("calls", "a");
  fprintf(calls, "%s%s\n", name, detail);
  fclose(calls);
  snprintf(order, sizeof order, "crash %s", name);
  if (ordered(order, rest, sizeof rest)) abort();
  snprintf(order, sizeof order, "hang %s", name);
  while (ordered(order, rest, sizeof rest)) pause();
  snprintf(order, sizeof order, "fail %s", name);
  return (ulong)number(order, OK);
}

static int is_removed(void) {
  long after = number("remove-after", -1);
  return after >= 0 && signatures >= (ulong)after;
}

static ulong initialize(struct initialize_arguments *arguments) {
  char rest[256] = "";
  ulong answer = begin("C_Initialize", "");
  int locks = arguments && arguments->flags & OS_LOCKING_OK;
  if (answer) return answer;
  ordered("locking", rest, sizeof rest);
  if (!strcmp(rest, locks ? "never" : "always")) return locks ? ARGUMENTS_BAD : CANT_LOCK;
  return ((ulong(*)(void *))real->call[INITIALIZE])(arguments);
}

static ulong get_slot_list(unsigned char present, ulong *slots, ulong *count) {
  ulong answer = begin("C_GetSlotList", "");
  if (answer) return answer;
  if (is_removed()) { *count = 0; return OK; }
  return ((ulong(*)(unsigned char, ulong *, ulong *))real->call[GET_SLOT_LIST])(present, slots, count);
}

static ulong get_token_info(ulong slot, struct token_info *info) {
  char rest[256];
  long tries = number("tries", 0), wrong = wrong_pins();
  ulong answer = ((ulong(*)(ulong, struct token_info *))real->call[GET_TOKEN_INFO])(slot, info);
  if (answer) return answer;
  if (tries) info->flags &= ~(ulong)(COUNT_LOW | FINAL_TRY | LOCKED);
  if (tries && wrong > 0) info->flags |= COUNT_LOW;
  if (tries && wrong == tries - 1) info->flags |= FINAL_TRY;
  if (tries && wrong >= tries) info->flags |= LOCKED;
  if (ordered("pin-pad", rest, sizeof rest)) info->flags |= PROTECTED_PATH;
  info->flags |= (ulong)number("flags", 0);
  return OK;
}

static ulong get_mechanism_list(ulong slot, ulong *list, ulong *count) {
  ulong hidden = (ulong)number("hide", 0), kept = 0;
  ulong answer = ((ulong(*)(ulong, ulong *, ulong *))real->call[GET_MECHANISM_LIST])(slot, list, count);
  if (answer || !list || !hidden) return answer;
  for (ulong n = 0; n < *count; n++)
    if (list[n] != hidden) list[kept++] = list[n];
  *count = kept;
  return OK;
}

static ulong login(ulong session, ulong user, char *pin, ulong length) {
  char pad[256];
  long tries = number("tries", 0), wrong = wrong_pins();
  ulong answer = begin("C_Login", user == CONTEXT_SPECIFIC ? " again" : "");
  if (answer) return answer;
  if (is_removed()) return DEVICE_REMOVED;
  if (tries && wrong >= tries) return PIN_LOCKED;
  if (ordered("pin-pad", pad, sizeof pad) && length == 0) { pin = pad; length = strlen(pad); }
  answer = ((ulong(*)(ulong, ulong, char *, ulong))real->call[LOGIN])(session, user, pin, length);
  if (answer == OK) keep_wrong_pins(0);
  if (answer == PIN_INCORRECT) keep_wrong_pins(wrong + 1);
  if (answer == PIN_INCORRECT && tries && wrong + 1 >= tries) return PIN_LOCKED;
  return answer;
}

static ulong logout(ulong session) {
  ulong answer = begin("C_Logout", "");
  return answer ? answer : ((ulong(*)(ulong))real->call[LOGOUT])(session);
}

static ulong sign_init(ulong session, void *mechanism, ulong key) {
  ulong answer = begin("C_SignInit", "");
  if (!answer && is_removed()) answer = DEVICE_REMOVED;
  return answer ? answer : ((ulong(*)(ulong, void *, ulong))real->call[SIGN_INIT])(session, mechanism, key);
}

static ulong sign(ulong session, void *data, ulong length, void *signature, ulong *room) {
  ulong answer = begin("C_Sign", "");
  if (answer) return answer;
  if (is_removed()) return DEVICE_REMOVED;
  usleep((useconds_t)number("delay-ms", 0) * 1000);
  answer = ((ulong(*)(ulong, void *, ulong, void *, ulong *))real->call[SIGN])(session, data, length, signature, room);
  if (answer == OK) signatures++;
  return answer;
}

ulong C_GetFunctionList(struct functions **list) {
  Dl_info self;
  char conf[4200];
  void *softhsm = dlopen(SOFTHSM, RTLD_NOW);
  if (!softhsm || !dladdr((void *)C_GetFunctionList, &self)) return ARGUMENTS_BAD;
  snprintf(folder, sizeof folder, "%s", self.dli_fname);
  *strrchr(folder, '/') = 0;
  snprintf(conf, sizeof conf, "%s/softhsm2.conf", folder);
  setenv("SOFTHSM2_CONF", conf, 1);
  ulong answer = ((ulong(*)(struct functions **))dlsym(softhsm, "C_GetFunctionList"))(&real);
  if (answer) return answer;
  shim = *real;
  shim.call[INITIALIZE] = (any)initialize;
  shim.call[GET_SLOT_LIST] = (any)get_slot_list;
  shim.call[GET_TOKEN_INFO] = (any)get_token_info;
  shim.call[GET_MECHANISM_LIST] = (any)get_mechanism_list;
  shim.call[LOGIN] = (any)login;
  shim.call[LOGOUT] = (any)logout;
  shim.call[SIGN_INIT] = (any)sign_init;
  shim.call[SIGN] = (any)sign;
  *list = &shim;
  return OK;
}
