-- How long a visitor was told to wait.
ALTER TABLE visit ADD COLUMN told_from INTEGER CHECK (told_from >= 0);
ALTER TABLE visit ADD COLUMN told_to INTEGER CHECK (told_to >= told_from);
