-- The record of a party (R22.3): its cases are found by the credit code that opens them. Penalties, compulsion, transfers
-- and credit name it `partyId` (0017); inspections name it `object`.
create index act_object on fadu.act ((input ->> 'object')) where seq = 1 and input ? 'object';
-- Credit records, grades and measures, and results shared between organs, by the subject's credit code (R7.4, R20.1).
create index entry_party on fadu.entry (register, (body ->> 'partyId')) where body ? 'partyId';
