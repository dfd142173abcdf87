"""Every permission there is. A role holds some; a page needs one; nothing is allowed that is not named here."""

from enum import Enum


class Side(Enum):
    """The side of the wall on which somebody is."""

    INSPECTORATE = "inspectorate"
    SERVICE = "service"
    PARTNER = "partner"


class Permission(Enum):
    """What somebody may do; the value finishes the sentence 'You cannot ...'."""

    # In the inspectorate as a whole
    SEE_PROGRAMME = "see the programme"
    PLAN_INSPECTIONS = "plan programmes and inspections"
    SEE_SERVICES = "see the register of services"
    KEEP_REGISTER = "change the register of services"
    SEE_PEOPLE = "see the people of your organisation"
    KEEP_PEOPLE = "invite people or end their roles"
    GIVE_EVERY_ROLE = "give a role that may do more than your own"
    SEE_ORGANISATION_RECORD = "see the record of your organisation"
    SEE_JOBS = "see the jobs of this site"
    # On one inspection, for the inspectorate
    SEE_INSPECTION = "see this inspection"
    BUILD_TEAM = "change the team of this inspection"
    SET_TIMETABLE = "change the timetable of this inspection"
    MOVE_STAGES = "move this inspection to another stage"
    ASK_SERVICE = "ask the service for anything"
    SEE_CASES = "see the cases of this inspection"
    ALLOCATE_CASES = "allocate cases to readers"
    SET_SAMPLE = "set the sample of this inspection"
    DECIDE_ON_SAMPLE = "decide, as the second person, about the sample of this inspection"
    LOAD_FILE = "load a file into this inspection"
    DOWNLOAD_FILE = "download the file of this inspection"
    SEE_RECORD = "see the record of this inspection"
    SIGN_RECORD = "make a signed checkpoint of the record"
    # In a service or a partner
    SEE_OWN_INSPECTIONS = "see what an inspection asks of your service"
    SEND_CASE_LISTS = "send case lists for your service"
    ANSWER_REQUESTS = "answer what an inspection asks of your service"
