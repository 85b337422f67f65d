/** What browsers load: the chat widget and the demo shop, from memory and nothing else. */
package io.levee.pages;
