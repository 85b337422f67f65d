-- Who may take a conversation that waits: ordinary, serious or crisis.
ALTER TABLE standing ADD COLUMN grade text NOT NULL DEFAULT 'ordinary';
