/*
 * Runs a command inside fresh Linux namespaces, as its parent asks, and leaves nothing behind.
 *
 *   supervisor   outside; connected to the parent, watches its lifeline (standard input)
 *   init         inside; PID 1 where there is a pid namespace
 *   command      inside
 */
#include "connections.h"
#include "descriptors.h"
#include "options.h"
#include "status.h"
#include "supervisor.h"

int main(int argc, char **argv)
{
    occupy_standard_descriptors();
    close_all_but_standard();
    raise_descriptor_limit();
    const struct options options = parse_options(argc, argv);
    const struct connections connections = connect_to_parent(options.socket_path);
    open_status(connections.status);
    const struct supervised supervised = start_init(&options, &connections);
    return supervise(&supervised);
}
