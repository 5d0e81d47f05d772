"""The public page of the town's figures, and the same for programs."""
