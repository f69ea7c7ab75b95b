create database alerts;
create database anomalies;
create database compliance;
