#ifndef CYAML_H
#define CYAML_H

#include <yaml.h>

// libyaml's own functions are all Swift can import; this target only names the library to be linked.

#endif
