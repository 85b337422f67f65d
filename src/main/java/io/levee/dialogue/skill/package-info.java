/** What the bot does by itself, in the shop's back end: forms, filled slot by slot. */
package io.levee.dialogue.skill;
