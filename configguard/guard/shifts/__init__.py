"""What an edit of the policy makes looser and tighter."""
