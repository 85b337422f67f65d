/** The agents' channel: login, and the socket that a desk is worked through. */
package io.levee.channel.agent;
