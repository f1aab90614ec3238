/* Which descriptors exist where. */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

/* Makes sure that 0, 1 and 2 are open, so that nothing of ours ever gets one of these numbers. */
void occupy_standard_descriptors(void);

/* Closes all descriptors above 2: what the caller leaked. All that are opened later close on exec. */
void close_all_but_standard(void);

/* Allows this process, and those it creates, as many descriptors as it may have: each connection that is relayed needs two. */
void raise_descriptor_limit(void);

/* Sets the limit to what it was before, for the command: programs choose by it how they go about with descriptors. */
void restore_descriptor_limit(void);

#endif
