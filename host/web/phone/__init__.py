"""The page of a visit, whose address is on the slip: `routes` answers, `page` makes the HTML,
`line` is its websocket. The script and the look that come with it are in `display/phone`.
"""
