-- The duplicate check without those that have no id: every other message is the bot's or the system's.
ALTER TABLE message DROP CONSTRAINT message_conversation_id_sender_message_id_key;
CREATE UNIQUE INDEX message_known ON message (conversation_id, sender, message_id)
  WHERE message_id IS NOT NULL;
