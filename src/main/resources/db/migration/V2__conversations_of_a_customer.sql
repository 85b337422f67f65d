-- A customer's last conversation: where a message that comes twice may have been stored, although it
-- ended the conversation.
CREATE INDEX conversation_customer ON conversation (storefront, customer_id, conversation_id DESC);
