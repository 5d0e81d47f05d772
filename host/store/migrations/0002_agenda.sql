-- Appointments that are booked here, and not only brought in from elsewhere.
ALTER TABLE appointment ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0);
ALTER TABLE appointment ADD COLUMN amounts JSON NOT NULL DEFAULT '[]';
ALTER TABLE appointment ADD COLUMN link TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment ADD COLUMN changes INTEGER NOT NULL DEFAULT 0 CHECK (changes >= 0);
CREATE INDEX appointment_visit ON appointment (visit);
CREATE INDEX appointment_link ON appointment (link);
