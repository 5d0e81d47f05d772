-- How a document comes to its visitor.
ALTER TABLE visit ADD COLUMN delivery BOOLEAN NOT NULL DEFAULT FALSE;
