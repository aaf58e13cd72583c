#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

WINDOW *ct_screen(void) { return stdscr; }
WINDOW *ct_physical_screen(void) { return curscr; }
int ct_colors(void) { return COLORS; }

attr_t ct_bold(void) { return A_BOLD; }
attr_t ct_reverse(void) { return A_REVERSE; }
attr_t ct_underline(void) { return A_UNDERLINE; }
attr_t ct_dim(void) { return A_DIM; }

void ct_put(int row, int column, const wchar_t *text, attr_t attributes, int pair) {
    cchar_t cell;
    // The pair goes by pointer: the attribute bits hold only its lowest eight.
    setcchar(&cell, text, attributes, 0, &pair);
    mvwadd_wch(stdscr, row, column, &cell);
}

int ct_memory_file(void) {
#ifdef __linux__
    return memfd_create("toccata-frame", MFD_CLOEXEC);
#else
    FILE *file = tmpfile();
    return file ? fileno(file) : -1;
#endif
}

bool ct_window_size(int terminal, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}

// Signals that are told to the loop.

static const int told[] = {SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT};
enum { told_count = sizeof told / sizeof *told };
static struct sigaction told_before[told_count];
static volatile sig_atomic_t told_pipe = -1;

static void tell(int signal) {
    int error = errno;
    unsigned char byte = (unsigned char)signal;
    // A full pipe already holds enough to wake the reader.
    ssize_t ignored = write(told_pipe, &byte, 1);
    (void)ignored;
    errno = error;
}

void ct_signals_begin(int pipe) {
    told_pipe = pipe;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = tell;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    for (int i = 0; i < told_count; i++) sigaction(told[i], &action, &told_before[i]);
}

static const int shared[] = {SIGINT, SIGQUIT};
static struct sigaction quit_before;
static bool is_lent = false;

void ct_signals_lend(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_IGN;
    sigaction(SIGQUIT, NULL, &quit_before);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) sigaction(shared[i], &action, NULL);
    is_lent = true;
}

void ct_signals_end(void) {
    if (is_lent) sigaction(SIGQUIT, &quit_before, NULL);
    is_lent = false;
    for (int i = 0; i < told_count; i++) sigaction(told[i], &told_before[i], NULL);
    told_pipe = -1;
}

// Ends that run no Swift code any more.

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT};
enum { fatal_count = sizeof fatal / sizeof *fatal };
static struct sigaction fatal_before[fatal_count];
static volatile sig_atomic_t rescue_terminal = -1;
static struct termios rescue_settings;
static char rescue_note[1000];
static char rescue_stack[32 * 1024];
static stack_t stack_before;

// Focus reports, paste brackets, mouse, keypad and attributes off; cursor on; the screen of before.
static const char rescue_text[] = "\033[?1004l\033[?2004l\033[?1000l\033[?1006l\033[?1l\033>\033[0m\033[?25h\033[?1049l\r";

static void rescue(void) {
    int terminal = rescue_terminal;
    if (terminal < 0) return;
    rescue_terminal = -1;
    ssize_t ignored = write(terminal, rescue_text, sizeof rescue_text - 1);
    tcsetattr(terminal, TCSANOW, &rescue_settings);
    ignored = write(terminal, rescue_note, strnlen(rescue_note, sizeof rescue_note));
    (void)ignored;
}

static void rescue_from(int signal) {
    rescue();
    // The handler is gone by SA_RESETHAND, so this ends the process as if it had never been there.
    raise(signal);
}

static void rescue_at_exit(void) {
    rescue_note[0] = 0;
    rescue();
}

void ct_rescue_begin(int terminal, const struct termios *settings, const char *note) {
    static bool is_registered = false;
    if (!is_registered) is_registered = atexit(rescue_at_exit) == 0;
    rescue_settings = *settings;
    strncpy(rescue_note, note, sizeof rescue_note - 1);
    bool is_begun = rescue_terminal >= 0;
    rescue_terminal = terminal;
    // Once more, what is found would be this, and what there was before lost.
    if (is_begun) return;

    stack_t stack = {.ss_sp = rescue_stack, .ss_size = sizeof rescue_stack};
    sigaltstack(&stack, &stack_before);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = rescue_from;
    action.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &action, &fatal_before[i]);
}

void ct_rescue_end(void) {
    if (rescue_terminal < 0) return;
    rescue_terminal = -1;
    for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &fatal_before[i], NULL);
    sigaltstack(&stack_before, NULL);
}
