/* The command line: words that end with a line end. Whatever they are, it is refused, or what comes of it makes sense. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "ending.h"
#include "options.h"

#define MOST_WORDS 64

static void check_mounts(const struct mount_steps *mounts, size_t words)
{
    require(mounts->count <= words, "no more mounts than words");
    for (size_t i = 0; i < mounts->count; i++) {
        const struct mount_step *step = &mounts->steps[i];
        require(step->target[0] == '/', "targets are absolute");
        require((step->source == NULL) == (step->kind == MOUNT_TMPFS), "all but a tmpfs have a source");
        require(step->source == NULL || step->source[0] == '/', "sources are absolute");
        require(step->size == 0 || step->kind == MOUNT_TMPFS, "a tmpfs alone has a size");
    }
}

static void check_ports(const struct port_list *list, size_t words, bool may_be_free)
{
    require(list->count <= words / 3, "each door has three words");
    for (size_t i = 0; i < list->count; i++) {
        require(list->ports[i].inside != 0, "there is a port inside");
        require(may_be_free || list->ports[i].host != 0, "there is a port on the host");
    }
}

static void check(const struct options *options, char **words, int count)
{
    require(options->command > words && options->command < words + count, "the command is in the words");
    require(options->command[0] != NULL, "there is a command");
    check_mounts(&options->mounts, (size_t)count);
    check_ports(&options->publish, (size_t)count, true);
    check_ports(&options->host_ports, (size_t)count, false);
    require(options->net || options->publish.count + options->host_ports.count == 0, "doors are in a wall");
    require(options->mount || !options->read_only, "what is read-only is the own");
    require(options->time || options->time_offset == 0, "the clocks are the own");
    require(options->uts == (options->hostname != NULL), "a host name is the own");
    require(!options->uts || (strlen(options->hostname) > 0 && strlen(options->hostname) <= 64), "it fits");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *words[MOST_WORDS + 2] = {"launcher"};
    /* Volatile, like all that is changed after setjmp(3) and used after longjmp(3). */
    char *volatile text = malloc(size + 1);
    char *rest = text;
    int count = 1;
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *word; count <= MOST_WORDS && (word = strsep(&rest, "\n")) != NULL;)
        words[count++] = word;
    optind = 0;
    if (setjmp(ending) == 0) {
        const struct options options = parse_options(count, words);
        check(&options, words, count);
    }
    free_allocated();
    free(text);
    return 0;
}
