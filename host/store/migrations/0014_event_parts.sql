-- For reports: the few facts among the many that a year's figures ask for. Questions say these very words.
CREATE INDEX event_seldom ON event (location, day, seq) WHERE kind IN ('cancelled', 'day_opened', 'desk_closed', 'desk_opened', 'desk_paused', 'handed_over', 'moved', 'moved_away', 'plan_changed', 'step_undone');
CREATE INDEX event_booked ON event (location, at_ms) WHERE kind = 'booked';
