package io.levee.conversation;

/**
 * Something that came with a message.
 *
 * @param type {@code image}
 * @param uploadId what the upload is called
 */
public record Attachment(String type, String uploadId) {}
