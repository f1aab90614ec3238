#include "ports.h"

#include <ctype.h>
#include <getopt.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "errors.h"

const char *protocol_name(int protocol)
{
    return protocol == SOCK_STREAM ? "tcp" : "udp";
}

/* A word that begins like an option is none of the values: one has been forgotten. */
static const char *check_value(const char *word, const char *option)
{
    if (word == NULL || strncmp(word, "--", 2) == 0)
        die_usage("%s needs a protocol and two ports", option);
    return word;
}

static int parse_protocol(const char *name, const char *option)
{
    if (strcmp(name, "tcp") == 0)
        return SOCK_STREAM;
    if (strcmp(name, "udp") == 0)
        return SOCK_DGRAM;
    die_usage("%s needs tcp or udp, not \"%s\"", option, name);
}

static in_port_t parse_number(const char *text, long smallest, const char *option)
{
    char *end;
    long port = strtol(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != '\0' || port < smallest || port > UINT16_MAX)
        die_usage("%s needs a port from %ld to %d, not \"%s\"", option, smallest, UINT16_MAX, text);
    return (in_port_t)port;
}

static const char *next_value(char **argv, const char *option)
{
    return check_value(argv[optind++], option);
}

void take_published_port(struct port_list *list, char **argv)
{
    const char *option = "--publish";
    struct port *port = &list->ports[list->count++];
    port->protocol = parse_protocol(check_value(optarg, option), option);
    port->host = parse_number(next_value(argv, option), 0, option);
    port->inside = parse_number(next_value(argv, option), 1, option);
}

void take_host_port(struct port_list *list, char **argv)
{
    const char *option = "--host-port";
    struct port *port = &list->ports[list->count++];
    port->protocol = parse_protocol(check_value(optarg, option), option);
    port->inside = parse_number(next_value(argv, option), 1, option);
    port->host = parse_number(next_value(argv, option), 1, option);
}
