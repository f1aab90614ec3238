/* Which descriptors exist where. */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

/* Makes sure that 0, 1 and 2 are open, so that nothing of ours ever gets one of these numbers. */
void occupy_standard_descriptors(void);

/* Closes all descriptors above 2: what the caller leaked. All that are opened later close on exec. */
void close_all_but_standard(void);

#endif
