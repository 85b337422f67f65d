/** How well, and how fast, a shop's own knowledge is understood: by the classes that serve. */
package io.levee.eval;
