/* A network namespace as a test needs it. */
#ifndef NETWORK_H
#define NETWORK_H

/* Brings lo up; the kernel gives it 127.0.0.1 and ::1 by itself then. */
void bring_loopback_up(void);

/* Lets every user bind ports below 1024, which this network has for itself alone. */
void open_low_ports(void);

#endif
