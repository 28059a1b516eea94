-- Earlier cases of a party are found by the identity code that opens them (first offence, R7.5).
create index act_party on fadu.act ((input ->> 'partyId')) where seq = 1 and input ? 'partyId';
