#include "network.h"

#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "settings.h"
#include "status.h"

void bring_loopback_up(void)
{
    /* A host may disable IPv6 for interfaces to come. Where IPv6 is not there at all, there is nothing to enable. */
    (void)write_setting("/proc/sys/net/ipv6/conf/lo/disable_ipv6", "0");

    struct ifreq request = {.ifr_name = "lo"};
    int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        fail(STEP_LOOPBACK, "creating a socket");
    if (ioctl(descriptor, SIOCGIFFLAGS, &request) < 0)
        fail(STEP_LOOPBACK, "reading the flags of lo");
    request.ifr_flags |= IFF_UP;
    if (ioctl(descriptor, SIOCSIFFLAGS, &request) < 0)
        fail(STEP_LOOPBACK, "setting lo up");
    close(descriptor);
}

void open_low_ports(void)
{
    if (write_setting("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0") < 0)
        fail(STEP_LOW_PORTS, "writing /proc/sys/net/ipv4/ip_unprivileged_port_start");
}
