// Which of the town's own texts and pictures stand on the wall at a moment, and in which hours it is quiet or dark.
// Pure: from the set-up, the host's time and the local date, weekday and time of that moment.

/** `{layout, …}` of this display; that of a host without layouts is the whole hall. */
export function displayOf(setup) {
  const told = setup.display ?? {};
  return {
    layout: told.layout ?? "hall",
    desks: told.desks ?? [],
    direction: told.direction ?? {},
    arrow: told.arrow ?? "",
    quiet: told.quiet ?? [],
    evening: told.evening ?? [],
    notices: told.notices ?? [],
    images: told.images ?? [],
    imageMillis: (told.image_seconds ?? 20) * 1000,
    noticeMillis: (told.notice_seconds ?? 12) * 1000,
  };
}

/** Whether a local time, as "14:05", lies in one of the spans. */
export function isWithin(spans, time) {
  return spans.some((span) => span.start <= time && time < span.end);
}

/** At most `room` of the notices that hold now; when there are more they take turns. */
export function noticesNow(display, local, now, room) {
  const holding = display.notices.filter((notice) => holds(notice, local));
  if (holding.length <= room) return holding;
  if (room === 0) return [];
  const turns = Math.ceil(holding.length / room);
  const turn = Math.floor(now / display.noticeMillis) % turns;
  return holding.slice(turn * room, turn * room + room);
}

/** The path of the picture that stands now, or null where there is none. `broken` could not be loaded. */
export function imageNow(display, now, broken) {
  const images = display.images.filter((image) => !broken.has(image));
  return images.length === 0 ? null : images[Math.floor(now / display.imageMillis) % images.length];
}

function holds(notice, local) {
  if (notice.first && local.date < notice.first) return false;
  if (notice.last && local.date > notice.last) return false;
  if (notice.weekdays?.length && !notice.weekdays.includes(local.weekday)) return false;
  return !notice.hours || isWithin([notice.hours], local.time);
}
