// What Swift cannot reach of ncurses and of signals. Used by CursesTerminal alone.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#define NCURSES_WIDECHAR 1  // Without it the wide functions are not declared.
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>
#include <wchar.h>

// Mutable globals: Swift 6 refuses to read them.
WINDOW *ct_screen(void);
WINDOW *ct_physical_screen(void);
int ct_colors(void);

// Cast macros, which Swift does not import.
attr_t ct_bold(void);
attr_t ct_reverse(void);
attr_t ct_underline(void);
attr_t ct_dim(void);

/// Puts one scalar with its marks into a cell; cchar_t is opaque to Swift.
void ct_put(int row, int column, const wchar_t *text, attr_t attributes, int pair);

/// A descriptor that keeps what is written to it in memory; memfd_create needs a feature macro.
int ct_memory_file(void);

/// How many colours a kind of terminal has, 0 for none; -1 where it is not known here. term.h is full of short macros.
int ct_colors_of(const char *name);

/// The size the terminal tells, false if it tells none; ioctl is variadic.
bool ct_window_size(int terminal, int *columns, int *rows);

/// From now on the signals a console answers to write their number as one byte to `pipe`, which never blocks.
/// A handler may only touch what C guarantees, so neither it nor its state can be Swift.
void ct_signals_begin(int pipe);
/// Another program of this process group has the terminal: an interrupt from its keys is not ours. A stop is, too.
void ct_signals_lend(void);
/// Puts back what was done about those signals before.
void ct_signals_end(void);

/// From now on a crash or an exit gives the terminal back: the screen of before, these settings, and `note` on it.
/// `note` is cut at 1,000 bytes.
void ct_rescue_begin(int terminal, const struct termios *settings, const char *note);
/// The terminal has been given back: nothing is left to rescue.
void ct_rescue_end(void);

#endif
