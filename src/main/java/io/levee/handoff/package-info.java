/** From "a human, please" to a human talking: bounded queue, agents, capacity. */
package io.levee.handoff;
