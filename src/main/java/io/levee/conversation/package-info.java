/** The words that all rooms share: immutable records and sealed types, JDK only. */
package io.levee.conversation;
