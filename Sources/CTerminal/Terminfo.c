#include "CTerminal.h"

#include <unistd.h>

#include <term.h>

int ct_colors_of(const char *name) {
    int error = 0;
    // Asked without a screen; newterm makes its own description later.
    if (setupterm(name, STDOUT_FILENO, &error) != OK) return -1;
    int colors = tigetnum("colors");
    return colors < 0 ? 0 : colors;
}
