/** JSON that is written on every turn: by hand, to the byte as the ordinary encoder has it. */
package io.levee.json;
