"""Words that are common in notes of talks, and how they come out when somebody types along.

These are known without any dictionary of misspellings. None of the wrong ones is a word of English, a name that many
bear, or a word of a language that English notes often quote.
"""

_SLIPS = """
    abstract: abstarct absract
    achieve: acheive
    address: adress addres
    afternoon: afernoon aftenoon afternon
    agenda: adgenda agneda
    algorithm: algoritm algorithim alogrithm algorythm
    algorithms: algoritms algorithims alogrithms
    already: alredy alreay
    although: altough althought
    announcement: annoucement anouncement announcment
    apparently: apparantly apperently aparently
    application: aplication applicaiton appliation applicatin
    applications: aplications applicaitons
    approach: aproach apporach approch
    architecture: architechture achitecture architecure architetcure
    argument: arguement
    around: arround aroudn
    asynchronous: asynchronus asyncronous asynchornous asynchronos
    attendees: attendes atendees attendess
    audience: audince audiance audeince
    authentication: authentiction authenication authetication
    available: availible avaliable availabe avaiable availble
    background: backgroud backround bacground
    because: becuase beacuse becasue becaus
    before: befroe beofre
    beginning: begining beggining
    behavior: behavoir behaivor
    behaviour: behavoiur behaivour
    believe: beleive belive
    between: bewteen betwen beetween betweeen
    breakout: brekaout
    business: buisness bussiness busines
    careful: carefull
    category: catagory
    ceremony: cermony ceremoney
    closing: clsoing closnig
    coffee: cofee coffe coffeee
    coming: comming
    committee: comittee commitee committe
    communication: comunication communcation communicaton
    community: comunity commmunity communtiy
    compatibility: compatability compatibilty compatiblity
    compatible: compatable
    completely: completly
    component: componant compnent compoent
    components: componants compnents
    conference: confernce conferece conferance conferene conferrence confrence
    configuration: configuraton configration confguration configuartion
    consistent: consistant
    container: contianer conatiner contaner
    containers: contianers conatiners
    continuous: continous continuos contiuous
    controller: contoller
    convenient: convienient convinient
    database: databse datbase databaes
    databases: databses datbases
    decision: decison desicion
    definitely: definately definitly definatly defiantely
    definition: defintion defination
    demonstration: demonstation demostration demonstartion
    dependencies: dependancies depedencies dependecies
    dependency: dependancy depedency dependecy
    deployment: deploymnet deplyoment deployement depolyment
    description: desciption descripton decription
    developer: devloper develper
    developers: devlopers develpers
    development: developement devlopment developemnt
    different: diffrent differnt diferent differnet
    difficult: dificult diffcult
    directory: direcotry directroy
    discussion: dicussion disussion discusion discussoin
    document: docuemnt
    documentation: documention documenation docmentation documentaion
    efficient: efficent effecient
    embarrassing: embarassing
    enough: enought enoguh
    environment: enviroment enviornment environement enviromnent envrionment
    environments: enviroments enviornments environements
    especially: especialy espcially
    everything: everyting everthing
    example: exmaple exampel exmple
    examples: exmaples exampels
    exception: excpetion execption exeption
    execution: exectuion
    exhibition: exibition exhibiton
    existence: existance
    experience: experiance expereince experince
    finally: finaly
    following: follwing folowing
    framework: framwork framewrok frameowrk
    function: fucntion funciton funtion functoin
    functions: fucntions funcitons funtions
    guarantee: gaurantee guarentee
    guaranteed: guarenteed gauranteed guaranted
    happened: happend
    hierarchy: heirarchy hierachy
    immediately: immediatly imediately
    implement: implment impelment
    implementation: implementaion implmentation implemenation implemetation
    important: importnat imporant importent
    improvement: improvment improvemnt
    independent: independant indepedent
    information: infomation informaiton infromation
    instance: insatnce
    instead: insted instaed
    interesting: intresting interseting intersting
    interface: inteface interace
    introduction: introdution intoduction introducion introdcution introductin
    keynote: keynoet kenyote keyntoe keynotte
    keynotes: keynoets kenyotes keyntoes
    knowledge: knowlege knowledeg
    language: langauge lanugage languge langugae
    languages: langauges lanugages languges
    libraries: libaries
    library: libary libray
    lightning: lightining lightnig lihgtning lightnign
    maintain: mantain maintian
    maintainer: maintaner mantainer maintainter
    maintenance: maintainance maintenence
    management: managment mangement manangement
    memory: memmory
    message: messge mesage
    messages: messges mesages
    morning: mornign mornning
    multiple: mulitple multipel mutliple multple
    necessary: neccessary necesary neccesary
    occurred: occured
    occurrence: occurence occurance
    opening: opeining openning openeing opneing openig opeing
    organizer: orgnizer oragnizer organzier
    organizers: orgnizers oragnizers organziers
    overview: overivew overveiw ovreview
    parameter: paramter parmeter paramater
    parameters: paramters parmeters paramaters
    participants: participans particpants partcipants
    people: poeple peopel
    performance: perfomance preformance performace performence perfromance
    permission: permision
    persistent: persistant
    possible: posible possibel possbile
    preferred: prefered
    presentation: presentaion presentaton presenation presentaiton pressentation
    presenter: preseter presneter
    probably: probaly probabaly propably
    problem: probelm porblem prolbem
    problems: probelms porblems prolbems
    production: prodution
    programme: progamme
    programming: progamming programmig
    project: porject proejct
    projects: porjects proejcts
    question: quesiton qustion questoin
    questions: quesitons qustions questoins
    really: realy
    receive: recieve
    received: recieved
    recommend: recomend reccomend reccommend
    recommendation: recomendation reccomendation
    recommendations: recomendations reccomendations
    recommended: recomended reccomended
    recording: recroding recodring
    reference: refernce referance refrence
    registration: registation registraton registeration
    relevant: relevent
    repository: repositry respository reposiotry
    request: reqeust requst
    requests: reqeusts requsts
    resources: resouces resoruces
    response: reponse respone
    schedule: schedle scehdule shedule schedual
    security: secuirty securtiy secruity
    separate: seperate
    separated: seperated
    separately: seperately
    separation: seperation
    sequence: sequnce
    service: serivce servcie
    services: serivces servcies
    session: sesssion sessoin
    sessions: sesssions sessoins
    several: severl sevral
    should: shoudl shoud
    similar: similiar simliar
    software: sofware sotfware softwre
    something: somthing someting
    speaker: speeker speakr speakre spaeker spekaer
    speakers: speekers speakres spaekers spekaers
    specific: specfic specifc
    sponsors: sponosrs sponsros
    statement: statment
    storage: stroage
    strategy: stategy
    structure: strucutre struture structre
    successful: succesful successfull sucessful
    summary: sumary sumamry
    support: suport supprot
    system: sytem systme ssytem
    systems: sytems systmes
    technology: tecnology technolgy
    their: thier
    together: togehter toghether
    tomorrow: tommorow tommorrow tomorow
    transaction: transcation
    tutorial: tutoral tutorail tuturial
    tutorials: tutorals tutorails tuturials
    understand: undestand understnad
    unfortunately: unfortunatly
    unknown: unkown unknwon
    until: untill
    useful: usefull
    using: useing usign
    usually: usualy
    variable: varible vairable variabel
    variables: varibles vairables variabels
    version: verison vesrion
    versions: verisons
    weird: wierd
    welcome: welcom wlecome welocme
    which: whcih wich whihc
    without: wihtout whithout witout
    workshop: workhsop workshp worskhop
    workshops: workhsops workshps worskhops
    writing: writting
"""

MISSPELLINGS: dict[str, str] = {
    slip: word
    for line in _SLIPS.strip().splitlines()
    for word, slips in [line.strip().split(": ")]
    for slip in slips.split()
}
"""The words by how they are misspelt, both in lower case."""
