#ifndef SENTRYPEER_CZLIB_H
#define SENTRYPEER_CZLIB_H

#include <zlib.h>

#endif
