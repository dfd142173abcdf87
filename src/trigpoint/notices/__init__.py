"""Notices: the e-mails by which people learn that something was asked, is due or late, was answered or published."""
