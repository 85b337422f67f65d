package io.levee.desk;

import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.AgentFrame.Note;
import io.levee.conversation.ConversationId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whispers as they are kept: whoever has the conversation next reads what was said about it. */
final class Notes {
  private static final Logger log = LoggerFactory.getLogger(Notes.class);

  /** A page shows no more. */
  private static final int MOST = 100;

  private final Home home;
  private final NoteLog kept;

  Notes(Home home, NoteLog kept) {
    this.home = home;
    this.kept = kept;
  }

  Future<Void> add(String author, AgentFrame.Whisper whisper) {
    Note note = new Note(whisper.from(), whisper.text(), whisper.at());
    return home.here(kept.add(whisper.conversation(), author, note));
  }

  /** Tells what there is, if there is something. Nobody waits for it. */
  void tell(Collection<SocketSeat> seats, ConversationId conversation) {
    List<SocketSeat> told = List.copyOf(seats);
    home.here(kept.of(conversation, MOST))
        .onSuccess(
            notes -> {
              if (!notes.isEmpty()) {
                told.forEach(seat -> seat.tell(new AgentFrame.Notes(conversation, notes)));
              }
            })
        .onFailure(
            failure ->
                log.atDebug()
                    .addKeyValue("conversation", conversation)
                    .addKeyValue("cause", failure.getMessage())
                    .log("What was whispered about a conversation could not be read"));
  }
}
