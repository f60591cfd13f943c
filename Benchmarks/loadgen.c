// Load for the node: SIP requests over UDP from many loopback addresses, at a fixed rate or as fast as
// they are answered. One thread, epoll, bursts by sendmmsg and recvmmsg. Every message is built before
// the start and only its digits are patched afterwards, because the generator shares the machine with
// what it measures. `usage` below has the options, README.md says how the numbers come about.
//
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    BURST = 64,
    REQUEST = 1024,
    REPLY = 2048,
    MOST_SOURCES = 1000,
    RECEIVE_BUFFER = 16 << 20,
    SLOTS = 1 << 20,       // requests remembered, all sources together: more than is sent in LOST_AFTER
    TICKS_A_SECOND = 10000,
    PREFIX = 19,           // "z9hG4bK", the run and the source: what a reply must echo before the number
};
static const int64_t SECOND = 1000000000, LOST_AFTER = SECOND, SWEEP = SECOND / 100;

typedef struct {
    int fd;
    int outstanding;
    uint32_t head, tail;   // numbers of the next request and of the oldest that may still be answered
    int64_t *sent;         // by number & mask: when it was due, 0 once answered or given up
    char prefix[PREFIX + 1];
    size_t guess;          // where the last reply had its branch: the next one has it there too
    int serials[8], serial_count;
    int numbers[8], number_count;
    int nonce, response;   // where they stand in a request with credentials
    size_t nonce_length;
    char data[BURST][REQUEST];
    struct iovec parts[BURST];
    struct mmsghdr messages[BURST];
} Source;

static struct {
    struct sockaddr_in target;
    int sources, window, numbers;
    int64_t rate;
    double duration;
    const char *method;
    const char *user, *password;  // of the account that REGISTER is for; NULL for no credentials
} options = {.sources = 32, .window = 32, .numbers = 1000, .duration = 10, .method = "OPTIONS"};

static Source *sources;
static uint32_t mask;
static int64_t offered, answered, outstanding, last_answer;
static int64_t handshakes, provisional, classes[7];  // final replies by first digit; [0] is an echoed request

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

// Latency histogram: 64 steps to each power of two of nanoseconds, so that a figure is right within 1.6 %.
enum { STEPS = 64, STEP_BITS = 6 };
static int64_t histogram[64 * STEPS], slowest;

static void record(int64_t ns) {
    if (ns > slowest) slowest = ns;
    uint64_t value = ns < STEPS ? STEPS : (uint64_t)ns;
    int power = 63 - __builtin_clzll(value);
    histogram[(power - STEP_BITS) * STEPS + (value >> (power - STEP_BITS)) - STEPS]++;
}

static double percentile_us(double share) {
    int64_t wanted = (int64_t)(share * answered), seen = 0;
    for (int i = 0; i < 64 * STEPS; i++) {
        seen += histogram[i];
        if (seen <= wanted) continue;
        double upper = (double)((uint64_t)(STEPS + i % STEPS + 1) << (i / STEPS));
        return (upper < slowest ? upper : slowest) / 1000;
    }
    return 0;
}

static void write_hex(char *to, uint32_t value) {
    for (int i = 7; i >= 0; i--, value >>= 4) to[i] = "0123456789abcdef"[value & 15];
}

// False when a character is no lower-case hexadecimal digit.
static bool read_hex(const char *from, uint32_t *value) {
    *value = 0;
    for (int i = 0; i < 8; i++) {
        char c = from[i];
        uint32_t digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
        if (digit > 15) return false;
        *value = *value << 4 | digit;
    }
    return true;
}

static void write_md5(char *to, const char *text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (!EVP_Digest(text, strlen(text), digest, &length, EVP_md5(), NULL)) fail("MD5");
    for (unsigned i = 0; i < length; i++) {
        *to++ = "0123456789abcdef"[digest[i] >> 4];
        *to++ = "0123456789abcdef"[digest[i] & 15];
    }
}

// The value of a parameter in quotes, up to 127 characters of it. False when it is not there.
static bool read_quoted(const char *reply, size_t length, const char *name, char *value) {
    const char *start = memmem(reply, length, name, strlen(name));
    if (!start) return false;
    start += strlen(name);
    const char *end = memchr(start, '"', length - (start - reply));
    if (!end || end - start > 127) return false;
    memcpy(value, start, end - start);
    value[end - start] = 0;
    return true;
}

// The answer to a challenge (RFC 2617 section 3.2.2.1, without qop).
static void write_response(char *to, const char *realm, const char *nonce, const char *uri) {
    char a1[256], a2[256], all[256], ha1[33] = "", ha2[33] = "";
    snprintf(a1, sizeof a1, "%s:%s:%s", options.user, realm, options.password);
    snprintf(a2, sizeof a2, "%s:%s", options.method, uri);
    write_md5(ha1, a1);
    write_md5(ha2, a2);
    snprintf(all, sizeof all, "%s:%s:%s", ha1, nonce, ha2);
    write_md5(to, all);
}

// In the template ######## stands for the request's number (in branch, tag and Call-ID, so that each request is
// a new one) and ****** for the dialled digits; the run keeps two runs against one database apart.
static size_t write_template(
    Source *s, int index, uint32_t run, const char *address, int port, const char *credentials
) {
    static const char *const agents[] = {"friendly-scanner", "sipcli/v1.8", "VaxSIPUserAgent/3.5", "pplsip"};
    char target[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &options.target.sin_addr, target, sizeof target);
    int target_port = ntohs(options.target.sin_port);
    bool registers = strcmp(options.method, "REGISTER") == 0;
    const char *called = options.user ? options.user : "900972595******";
    snprintf(s->prefix, sizeof s->prefix, "z9hG4bK%08x%04x", run, index & 0xffff);
    // A client that registers keeps its Call-ID (RFC 3261 section 10.2.4) and counts.
    int length = snprintf(s->data[0], REQUEST,
        "%s sip:%s%s%s:%d SIP/2.0\r\n"
        "Via: SIP/2.0/UDP %s:%d;branch=%s########;rport\r\n"
        "Max-Forwards: 70\r\n"
        "From: \"%d\" <sip:%s@%s:%d>;tag=%s%08x\r\n"
        "To: <sip:%s@%s:%d>\r\n"
        "Call-ID: %s%08x%04x@%s\r\n"
        "CSeq: 1%s %s\r\n"
        "Contact: <sip:%d@%s:%d>\r\n"
        "User-Agent: %s\r\n"
        "Accept: application/sdp\r\n"
        "%s%s"
        "Content-Length: 0\r\n\r\n",
        options.method, registers ? "" : called, registers ? "" : "@", target, target_port, address, port, s->prefix,
        100 + index, registers ? called : "100", target, target_port, options.user ? "" : "########", run,
        called, target, target_port, options.user ? "" : "########", run, index, address,
        options.user ? "******" : "", options.method, 100 + index, address, port, agents[index % 4],
        credentials, registers ? "Expires: 3600\r\n" : "");
    s->serial_count = s->number_count = 0;
    for (int at = 0; at < length; at++) {
        if (memcmp(s->data[0] + at, "########", 8) == 0) s->serials[s->serial_count++] = at;
        if (memcmp(s->data[0] + at, "******", 6) == 0) s->numbers[s->number_count++] = at;
    }
    return length;
}

// Asks once without credentials, and writes the template anew with the answer to the challenge in it.
static size_t authenticate(Source *s, int index, uint32_t run, const char *address, int port, size_t bytes) {
    char reply[REPLY], realm[128], nonce[128], uri[64], target[INET_ADDRSTRLEN], line[512], response[33] = "";
    inet_ntop(AF_INET, &options.target.sin_addr, target, sizeof target);
    snprintf(uri, sizeof uri, "sip:%s:%d", target, ntohs(options.target.sin_port));
    for (int attempt = 0; attempt < 20; attempt++) {
        memcpy(s->data[0] + s->serials[0], "ffffffff", 8);
        for (int k = 0; k < s->number_count; k++) memcpy(s->data[0] + s->numbers[k], "000000", 6);
        if (send(s->fd, s->data[0], bytes, 0) < 0) fail("send");
        usleep(50000);
        ssize_t length = recv(s->fd, reply, sizeof reply, 0);
        if (length <= 0 || !read_quoted(reply, length, "realm=\"", realm) ||
            !read_quoted(reply, length, "nonce=\"", nonce))
            continue;
        handshakes++;
        write_response(response, realm, nonce, uri);
        snprintf(line, sizeof line,
            "Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", "
            "algorithm=MD5\r\n", options.user, realm, nonce, uri, response);
        bytes = write_template(s, index, run, address, port, line);
        s->nonce = (const char *)memmem(s->data[0], bytes, "nonce=\"", 7) + 7 - s->data[0];
        s->response = (const char *)memmem(s->data[0], bytes, "response=\"", 10) + 10 - s->data[0];
        s->nonce_length = strlen(nonce);
        return bytes;
    }
    fprintf(stderr, "loadgen: no challenge for %s\n", options.user);
    exit(1);
}

// Takes over the nonce of a new challenge.
static void renew(Source *s, const char *reply, size_t length) {
    char realm[128], nonce[128], uri[64], target[INET_ADDRSTRLEN], response[33] = "";
    if (!read_quoted(reply, length, "realm=\"", realm) || !read_quoted(reply, length, "nonce=\"", nonce) ||
        strlen(nonce) != s->nonce_length || memcmp(s->data[0] + s->nonce, nonce, s->nonce_length) == 0)
        return;
    inet_ntop(AF_INET, &options.target.sin_addr, target, sizeof target);
    snprintf(uri, sizeof uri, "sip:%s:%d", target, ntohs(options.target.sin_port));
    write_response(response, realm, nonce, uri);
    for (int i = 0; i < BURST; i++) {
        memcpy(s->data[i] + s->nonce, nonce, s->nonce_length);
        memcpy(s->data[i] + s->response, response, 32);
    }
}

static size_t open_source(Source *s, int index, uint32_t run, int epoll) {
    struct sockaddr_in own = {.sin_family = AF_INET};
    own.sin_addr.s_addr = htonl((127u << 24) + ((1 + index / 254) << 8) + 1 + index % 254);
    s->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (s->fd < 0) fail("socket");
    int size = RECEIVE_BUFFER;
    if (setsockopt(s->fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
        setsockopt(s->fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    socklen_t length = sizeof own;
    if (bind(s->fd, (struct sockaddr *)&own, sizeof own) < 0) fail("bind");
    if (getsockname(s->fd, (struct sockaddr *)&own, &length) < 0) fail("getsockname");
    if (connect(s->fd, (struct sockaddr *)&options.target, sizeof options.target) < 0) fail("connect");
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = s};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, s->fd, &event) < 0) fail("epoll_ctl");

    char address[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &own.sin_addr, address, sizeof address);
    size_t bytes = write_template(s, index, run, address, ntohs(own.sin_port), "");
    if (options.user) bytes = authenticate(s, index, run, address, ntohs(own.sin_port), bytes);
    for (int i = 0; i < BURST; i++) {
        if (i > 0) memcpy(s->data[i], s->data[0], bytes);
        s->parts[i] = (struct iovec){s->data[i], bytes};
        s->messages[i].msg_hdr = (struct msghdr){.msg_iov = &s->parts[i], .msg_iovlen = 1};
    }
    s->sent = calloc(mask + 1, sizeof *s->sent);
    if (!s->sent) fail("calloc");
    return bytes;
}

// Sends up to `count` requests, at most BURST, and returns how many went out. `due` is the time that latency
// counts from.
static int send_burst(Source *s, int count, int64_t due) {
    uint32_t free_slots = mask + 1 - (s->head - s->tail);
    if (count > BURST) count = BURST;
    if ((uint32_t)count > free_slots) count = free_slots;
    uint32_t offset = (uint32_t)(s - sources) * 7919;
    for (int i = 0; i < count; i++) {
        char *data = s->data[i], serial[8], digits[6];
        write_hex(serial, s->head + i);
        for (int k = 0; k < s->serial_count; k++) memcpy(data + s->serials[k], serial, 8);
        uint32_t number = (s->head + i + offset) % options.numbers;
        for (int k = 5; k >= 0; k--, number /= 10) digits[k] = '0' + number % 10;
        for (int k = 0; k < s->number_count; k++) memcpy(data + s->numbers[k], digits, 6);
    }
    int sent = count > 0 ? sendmmsg(s->fd, s->messages, count, 0) : 0;
    // A connected socket hands over an earlier "port unreachable" here; nothing was sent, and asking again sends.
    if (sent < 0 && errno == ECONNREFUSED) sent = sendmmsg(s->fd, s->messages, count, 0);
    if (sent <= 0) return 0;
    for (int i = 0; i < sent; i++) s->sent[s->head++ & mask] = due;
    s->outstanding += sent;
    outstanding += sent;
    offered += sent;
    return sent;
}

// A reply is told by the branch that it echoes; what is late, repeated or somebody else's counts for nothing.
static void take(Source *s, const char *reply, size_t length, int64_t at) {
    int class;
    if (length > 12 && memcmp(reply, "SIP/2.0 ", 8) == 0) {
        class = reply[8] - '0';
        if (class == 1) provisional++;
        if (class < 2 || class > 6) return;
    } else if (length > 12 && memcmp(reply, s->data[0], 8) == 0) {
        class = 0;
    } else {
        return;
    }
    size_t need = PREFIX + 8;
    if (s->guess + need > length || memcmp(reply + s->guess, s->prefix, PREFIX) != 0) {
        const char *found = memmem(reply, length, s->prefix, PREFIX);
        if (!found || (size_t)(found - reply) + need > length) return;
        s->guess = found - reply;
    }
    uint32_t number;
    if (!read_hex(reply + s->guess + PREFIX, &number)) return;
    if (number - s->tail >= s->head - s->tail) return;
    int64_t *slot = &s->sent[number & mask];
    if (*slot == 0) return;
    record(at - *slot);
    *slot = 0;
    s->outstanding--;
    outstanding--;
    answered++;
    if (options.user && class == 4) renew(s, reply, length);
    classes[class]++;
    last_answer = at;
    while (s->tail != s->head && s->sent[s->tail & mask] == 0) s->tail++;
}

static void receive(Source *s) {
    static char data[BURST][REPLY];
    static struct iovec parts[BURST];
    static struct mmsghdr messages[BURST];
    if (parts[0].iov_len == 0)
        for (int i = 0; i < BURST; i++) {
            parts[i] = (struct iovec){data[i], REPLY};
            messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
        }
    int count = recvmmsg(s->fd, messages, BURST, 0, NULL);
    int64_t at = now();
    for (int i = 0; i < count; i++) take(s, data[i], messages[i].msg_len, at);
}

static void give_up(Source *s, int64_t before) {
    while (s->tail != s->head && s->sent[s->tail & mask] < before) {
        if (s->sent[s->tail & mask] != 0) {
            s->outstanding--;
            outstanding--;
        }
        s->sent[s->tail++ & mask] = 0;
    }
}

// Sends the ticks that are due by `at`, each from the next source, and returns the time of the next tick. A late
// tick keeps the time at which it should have gone, so that a stall of the node or of this program shows in full.
static int64_t send_due(int64_t start, int64_t total, int64_t at) {
    static int64_t tick;
    int64_t a_tick = (options.rate + TICKS_A_SECOND - 1) / TICKS_A_SECOND;
    while (tick * a_tick < total) {
        int64_t due = start + (int64_t)((double)tick * a_tick / options.rate * SECOND);
        if (due > at) return due;
        int64_t left = total - tick * a_tick < a_tick ? total - tick * a_tick : a_tick;
        Source *s = &sources[tick % options.sources];
        while (left > 0) {
            int sent = send_burst(s, left, due);
            // What the kernel would not take was offered all the same, and is lost.
            if (sent == 0) offered += left;
            left = sent == 0 ? 0 : left - sent;
        }
        tick++;
    }
    return INT64_MAX;
}

// Waits for room for a good burst, since a system call for each single answer would make this program the limit.
static void refill(Source *s) {
    int room = options.window - s->outstanding;
    int worthwhile = options.window / 4 > 0 ? options.window / 4 : 1;
    if (room >= worthwhile) send_burst(s, room, now());
}

static void run(int epoll, int64_t start) {
    int64_t end = start + (int64_t)(options.duration * SECOND), total = (int64_t)(options.rate * options.duration);
    int64_t swept = start;
    bool sending = true;
    while (true) {
        int64_t at = now(), wake = at + SWEEP;
        if (sending && options.rate > 0) {
            int64_t next = send_due(start, total, at);
            if (next == INT64_MAX) sending = false;
            else if (next < wake) wake = next;
            at = now();
        } else if (sending && at >= end) {
            sending = false;
        }
        if (!sending && (outstanding == 0 || at > end + LOST_AFTER)) return;
        if (at - swept >= SWEEP) {
            for (int i = 0; i < options.sources; i++) give_up(&sources[i], at - LOST_AFTER);
            swept = at;
            if (sending && options.rate == 0)
                for (int i = 0; i < options.sources; i++) refill(&sources[i]);
        }
        int64_t wait = wake > at ? wake - at : 0;
        struct epoll_event events[BURST];
        int ready = epoll_pwait2(epoll, events, BURST, &(struct timespec){wait / SECOND, wait % SECOND}, NULL);
        for (int i = 0; i < ready; i++) {
            receive(events[i].data.ptr);
            if (sending && options.rate == 0) refill(events[i].data.ptr);
        }
    }
}

static void usage(void) {
    fprintf(stderr,
        "usage: loadgen --target IP:PORT [options]\n"
        "  --sources N     loopback addresses to send from, 127.0.1.1 upwards (32)\n"
        "  --rate R        requests a second; 0: as fast as they are answered (0)\n"
        "  --window W      at rate 0, unanswered requests a source (32); one is given up after 1 s\n"
        "  --duration S    seconds (10)\n"
        "  --method M      OPTIONS, REGISTER or INVITE (OPTIONS)\n"
        "  --user U --password P   with REGISTER: answer the challenge (RFC 2617, without qop)\n"
        "  --numbers K     distinct called numbers, up to 1000000 (1000)\n");
    exit(2);
}

static void read_options(int argc, char **argv) {
    static const struct option known[] = {
        {"target", required_argument, 0, 't'},   {"sources", required_argument, 0, 's'},
        {"rate", required_argument, 0, 'r'},     {"window", required_argument, 0, 'w'},
        {"duration", required_argument, 0, 'd'}, {"method", required_argument, 0, 'm'},
        {"numbers", required_argument, 0, 'n'},  {"user", required_argument, 0, 'u'},
        {"password", required_argument, 0, 'p'}, {0, 0, 0, 0}};
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        char *colon;
        switch (option) {
        case 't':
            colon = strrchr(optarg, ':');
            if (!colon) usage();
            *colon = 0;
            options.target.sin_port = htons(atoi(colon + 1));
            if (inet_pton(AF_INET, optarg, &options.target.sin_addr) != 1) usage();
            break;
        case 's': options.sources = atoi(optarg); break;
        case 'r': options.rate = atoll(optarg); break;
        case 'w': options.window = atoi(optarg); break;
        case 'd': options.duration = atof(optarg); break;
        case 'm': options.method = optarg; break;
        case 'n': options.numbers = atoi(optarg); break;
        case 'u': options.user = optarg; break;
        case 'p': options.password = optarg; break;
        default: usage();
        }
    }
    const char *const methods[] = {"OPTIONS", "REGISTER", "INVITE"};
    bool known_method = false;
    for (int i = 0; i < 3; i++) known_method |= strcmp(options.method, methods[i]) == 0;
    if (optind < argc || options.target.sin_port == 0 || !known_method || options.sources < 1 ||
        options.sources > MOST_SOURCES || options.rate < 0 || options.window < 1 || options.duration <= 0 ||
        options.numbers < 1 || options.numbers > 1000000 || !options.user != !options.password)
        usage();
    options.target.sin_family = AF_INET;
}

int main(int argc, char **argv) {
    read_options(argc, argv);
    // Without this the kernel wakes a sleeper up to 50 us late, half a tick.
    prctl(PR_SET_TIMERSLACK, 1);
    int epoll = epoll_create1(0);
    if (epoll < 0) fail("epoll_create1");
    for (mask = 1; mask * options.sources < SLOTS; mask *= 2) {}
    mask--;
    uint32_t identity = (uint32_t)(time(NULL) * 1000003 + getpid());
    sources = calloc(options.sources, sizeof *sources);
    if (!sources) fail("calloc");
    size_t bytes = 0;
    for (int i = 0; i < options.sources; i++) bytes += open_source(&sources[i], i, identity, epoll);

    int64_t start = now();
    if (options.rate == 0)
        for (int i = 0; i < options.sources; i++) refill(&sources[i]);
    run(epoll, start);
    int64_t intended_end = start + (int64_t)(options.duration * SECOND);
    double seconds = (double)((last_answer > intended_end ? last_answer : intended_end) - start) / SECOND;
    printf("{\"offered\": %ld, \"answered\": %ld, \"lost\": %ld, \"started\": %.6f, \"seconds\": %.3f, \"rate\": %.0f, "
           "\"p50_us\": %.0f, \"p99_us\": %.0f, \"p999_us\": %.0f, \"max_us\": %.0f, \"bytes\": %zu, "
           "\"latency_from\": \"%s\", \"handshakes\": %ld, \"provisional\": %ld, \"echoed\": %ld, "
           "\"final\": {\"2xx\": %ld, \"3xx\": %ld, \"4xx\": %ld, \"5xx\": %ld, \"6xx\": %ld}}\n",
           offered, answered, offered - answered, (double)start / SECOND, seconds, answered / seconds,
           percentile_us(0.5), percentile_us(0.99), percentile_us(0.999), slowest / 1000.0, bytes / options.sources,
           options.rate > 0 ? "intended" : "sent", handshakes, provisional, classes[0],
           classes[2], classes[3], classes[4], classes[5], classes[6]);
    return 0;
}
