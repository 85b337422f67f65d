/** What the shop knows, versioned, editable, live. */
package io.levee.knowledge;
