"""What the site is made of: each module makes one kind of page, or says how one thing is written as HTML."""
