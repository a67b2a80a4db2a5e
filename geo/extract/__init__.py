"""From a report's words to drafts of incidents: mentions, triggers, figures, times, claims."""
