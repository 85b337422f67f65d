/** What browsers load: the chat widget, the demo shop and the agents' workspace, from memory. */
package io.levee.pages;
