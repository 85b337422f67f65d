package io.levee.understanding;

/**
 * One way to say something that the shop knows.
 *
 * @param intent the knowledge entry's id
 * @param text the standard question or a paraphrase of it
 */
public record Phrase(String intent, String text) {}
