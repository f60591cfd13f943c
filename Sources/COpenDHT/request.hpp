#pragma once

#include <cstddef>
#include <cstdint>

/* Whether a packet asks to find, put, keep or watch values. False for what can't be read. */
bool asks_for_values(const uint8_t *packet, size_t size);
