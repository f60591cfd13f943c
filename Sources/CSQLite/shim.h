#include <sqlite3.h>

/* `sqlite3_config` takes any arguments, and Swift can call no such function. Without this every allocation of every
   connection takes one lock, to count bytes that nobody asks for. Must come before SQLite is used. */
static inline int sqlite_without_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
